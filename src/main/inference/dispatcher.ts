import { fromErrorReport, PitchlineError } from '../../shared/errors.ts';
import { type ChildExit, describeExit, type ForkInference, type InferenceChild } from './child.ts';
import type {
  Answer,
  AnswerTo,
  ProcessMessage,
  ProcessSettings,
  StandingRequest,
} from './messages.ts';
import { createQuarantine } from './quarantine.ts';
import { sessionOf, type Ticket, TicketQueue } from './ticket-queue.ts';
import type { EngineOptions, EngineTuning } from './types.ts';
import { createWatchdog } from './watchdog.ts';

export interface Dispatcher {
  submit<R extends StandingRequest>(request: R, signal?: AbortSignal): Promise<AnswerTo<R>>;
  release(sha256: string): void;
  close(): Promise<void>;
}

export interface DispatcherOptions {
  readonly fork: ForkInference;
  readonly entry: string;
  readonly settings: ProcessSettings;
  readonly tuning: EngineTuning;
  readonly log: EngineOptions['log'];
}

/**
 * Keeps one inference process alive and fed. What was in flight when it died is tried once more,
 * each job alone, so that the second death has one culprit and its neighbours get their results.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { tuning, log } = options;
  const queue = new TicketQueue(tuning);
  const quarantine = createQuarantine(tuning.quarantineAfter);
  let child: InferenceChild | null = null;
  let ready = false;
  let closed = false;
  let hung = false;
  let crashesInRow = 0;
  let restart: NodeJS.Timeout | null = null;
  let gone: (() => void) | null = null;
  const watchdog = createWatchdog(tuning, () => {
    hung = true;
    log('error', 'The inference process does not answer; it is ended and started again.');
    child?.kill();
  });

  function pump(): void {
    if (closed || restart !== null || !queue.hasWork()) return;
    if (child === null) start();
    if (!ready) return;
    for (let ticket = queue.next(); ticket !== null; ticket = queue.next()) {
      child?.send({ kind: 'request', id: ticket.id, request: ticket.request });
    }
    watchdog.watch(queue.running());
  }

  function start(): void {
    const started = options.fork(options.entry);
    child = started;
    ready = false;
    hung = false;
    started.onMessage(receive);
    started.onExit(lost);
    watchdog.watchStart();
  }

  function receive(message: ProcessMessage): void {
    if (message.kind === 'ready') {
      ready = true;
      child?.send({ kind: 'settings', settings: options.settings });
      pump();
      return;
    }
    if (message.kind !== 'progress') {
      crashesInRow = 0;
      const ticket = queue.finish(message.id);
      if (ticket !== null) answer(ticket, message);
    }
    pump();
    watchdog.watch(queue.running());
  }

  function answer(
    ticket: Ticket,
    message: Extract<ProcessMessage, { readonly kind: 'done' | 'failed' }>,
  ): void {
    if (ticket.session !== null) quarantine.survived(ticket.session);
    if (message.kind === 'failed') {
      ticket.reject(fromErrorReport(message.error));
    } else {
      watchdog.learn(ticket, message.answer);
      ticket.resolve(message.answer);
    }
  }

  function lost(exit: ChildExit): void {
    child = null;
    ready = false;
    watchdog.forget();
    gone?.();
    if (closed) return;
    crashesInRow += 1;
    const victims = queue.takeRunning();
    const how = hung ? 'did not answer and was ended' : describeExit(exit);
    log('error', `The inference process ${how}; ${victims.length} pictures were in work.`);
    for (const session of quarantine.blame(victims, how)) refuseQuarantined(session);
    for (const ticket of victims) retryOrReject(ticket, how);
    if (crashesInRow >= tuning.giveUpAfter) giveUp(how);
    const delay = Math.min(tuning.maxBackoffMs, tuning.backoffMs * 2 ** (crashesInRow - 1));
    restart = setTimeout(() => {
      restart = null;
      pump();
    }, delay);
  }

  function retryOrReject(ticket: Ticket, how: string): void {
    const refusal = ticket.session === null ? null : quarantine.check(ticket.session);
    if (refusal !== null) {
      ticket.reject(refusal);
    } else if (ticket.attempts === 0) {
      queue.retry(ticket);
    } else {
      const code = hung ? 'INFERENCE_TIMEOUT' : 'INFERENCE_CRASHED';
      ticket.reject(
        new PitchlineError(
          code,
          `The inference process ${how}, twice while working on this picture. Other pictures go on; try this one on another device or with another model.`,
        ),
      );
    }
  }

  function refuseQuarantined(session: string): void {
    const refusal = quarantine.check(session);
    if (refusal === null) return;
    log('error', refusal.message);
    for (const ticket of queue.takeWaiting((waiting) => waiting.session === session)) {
      ticket.reject(refusal);
    }
  }

  function giveUp(how: string): void {
    const message = `The inference process ${how}, ${crashesInRow} times in a row without one result. Run \`pitchline doctor\`, and see the station's log for the cause.`;
    for (const ticket of queue.takeWaiting(() => true)) {
      ticket.reject(new PitchlineError('INFERENCE_DOWN', message));
    }
  }

  return {
    submit: <R extends StandingRequest>(request: R, signal?: AbortSignal) =>
      new Promise<AnswerTo<R>>((resolve, reject) => {
        if (closed) throw closing();
        if (signal?.aborted === true) throw cancelled();
        const session = sessionOf(request);
        const refusal = session === null ? null : quarantine.check(session);
        if (refusal !== null) throw refusal;
        const abort = (): void => {
          if (queue.cancel(ticket)) child?.send({ kind: 'cancel', id: ticket.id });
          ticket.reject(cancelled());
        };
        const settle = (): void => signal?.removeEventListener('abort', abort);
        const ticket = queue.add(
          request,
          (value: Answer) => {
            settle();
            resolve(value as AnswerTo<R>);
          },
          (error: PitchlineError) => {
            settle();
            reject(error);
          },
        );
        signal?.addEventListener('abort', abort, { once: true });
        pump();
      }),
    release: (sha256) => quarantine.release(sha256),
    close: async () => {
      closed = true;
      if (restart !== null) clearTimeout(restart);
      watchdog.forget();
      for (const ticket of [...queue.takeRunning(), ...queue.takeWaiting(() => true)]) {
        ticket.reject(closing());
      }
      if (child === null) return;
      const ended = new Promise<void>((resolve) => {
        gone = resolve;
      });
      child.kill();
      await ended;
    },
  };
}

function cancelled(): PitchlineError {
  return new PitchlineError('CANCELLED', 'The inspection was cancelled before it had a result.');
}

function closing(): PitchlineError {
  return new PitchlineError('CANCELLED', 'The station is closing; nothing was judged.');
}
