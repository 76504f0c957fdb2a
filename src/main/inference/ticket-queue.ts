import type { Device } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { Answer, StandingRequest } from './messages.ts';
import type { EngineTuning } from './types.ts';

/** One job between its submission and its answer. */
export interface Ticket {
  readonly id: number;
  readonly request: StandingRequest;
  /** Model and device, which share their session and their fate; null for a rendering. */
  readonly session: string | null;
  /** Deaths of the process with this job in flight. */
  readonly attempts: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: PitchlineError) => void;
}

/**
 * Jobs that wait and jobs that the process holds. Judging and rendering have a window each, so that
 * a screen gets its picture while a batch of thousands is judged.
 */
export class TicketQueue {
  readonly #tuning: Pick<EngineTuning, 'queueLimit' | 'window'>;
  readonly #running = new Map<number, Ticket>();
  readonly #cancelled = new Set<number>();
  #waiting: Ticket[] = [];
  #lastId = 0;

  constructor(tuning: Pick<EngineTuning, 'queueLimit' | 'window'>) {
    this.#tuning = tuning;
  }

  /** @throws PitchlineError INFERENCE_BUSY when the queue is full */
  add(request: StandingRequest, resolve: Ticket['resolve'], reject: Ticket['reject']): Ticket {
    if (this.#waiting.length >= this.#tuning.queueLimit) {
      throw new PitchlineError(
        'INFERENCE_BUSY',
        `${this.#waiting.length} pictures wait already. Try again when some are done.`,
      );
    }
    this.#lastId += 1;
    const session = sessionOf(request);
    const ticket = { id: this.#lastId, request, session, attempts: 0, resolve, reject };
    this.#waiting.push(ticket);
    return ticket;
  }

  hasWork(): boolean {
    return this.#waiting.length > 0;
  }

  running(): readonly Ticket[] {
    return [...this.#running.values()];
  }

  /** Moves the next job that may go to the process; null when none may now. */
  next(): Ticket | null {
    const index = this.#nextIndex();
    const ticket = this.#waiting[index];
    if (ticket === undefined) return null;
    this.#waiting.splice(index, 1);
    this.#running.set(ticket.id, ticket);
    return ticket;
  }

  /** -1 when none may run; called for every answer, so it looks at each ticket once at most. */
  #nextIndex(): number {
    const running = this.running();
    if (running.some(isSuspect)) return -1;
    // A job under suspicion runs alone: if the process dies again, it was this one.
    const suspect = this.#waiting.findIndex(isSuspect);
    if (suspect !== -1) return running.length === 0 ? suspect : -1;
    const hasRoom = (kind: StandingRequest['kind']): boolean =>
      running.filter(({ request }) => request.kind === kind).length < this.#tuning.window;
    const room = { judge: hasRoom('judge'), render: hasRoom('render') };
    return this.#waiting.findIndex(({ request }) => room[request.kind]);
  }

  finish(id: number): Ticket | null {
    const ticket = this.#running.get(id) ?? null;
    this.#running.delete(id);
    this.#cancelled.delete(id);
    return ticket;
  }

  /** Back to the front, to be tried once more. */
  retry(ticket: Ticket): void {
    this.#waiting.push({ ...ticket, attempts: ticket.attempts + 1 });
    this.#waiting.sort((a, b) => a.id - b.id);
  }

  /** Empties the window; what was cancelled is wanted by nobody and left out. */
  takeRunning(): readonly Ticket[] {
    const tickets = this.running().filter((ticket) => !this.#cancelled.has(ticket.id));
    this.#running.clear();
    this.#cancelled.clear();
    return tickets;
  }

  takeWaiting(which: (ticket: Ticket) => boolean): readonly Ticket[] {
    const taken = this.#waiting.filter(which);
    this.#waiting = this.#waiting.filter((ticket) => !which(ticket));
    return taken;
  }

  /**
   * Forgets a job that waits. One that runs keeps its place in the window until the process
   * answers, because it still occupies it there.
   *
   * @returns whether the process holds it
   */
  cancel(ticket: Pick<Ticket, 'id'>): boolean {
    this.#waiting = this.#waiting.filter((waiting) => waiting.id !== ticket.id);
    const held = this.#running.has(ticket.id);
    if (held) this.#cancelled.add(ticket.id);
    return held;
  }
}

/** It was in flight when the process died. */
function isSuspect({ attempts }: Ticket): boolean {
  return attempts > 0;
}

/** The name of the session that a request needs. */
export function sessionOf(request: StandingRequest): string | null {
  return request.kind === 'judge'
    ? sessionName(request.job.model.sha256, request.job.device)
    : null;
}

export function sessionName(sha256: string, device: Device): string {
  return `${sha256} ${device}`;
}
