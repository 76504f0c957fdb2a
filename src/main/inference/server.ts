import { assertNever } from '../../shared/assert-never.ts';
import { PitchlineError, toErrorReport } from '../../shared/errors.ts';
import { examine } from './examine.ts';
import { createJudge, type JobControl, type Judge } from './judge.ts';
import type { Answer, ProcessSettings, Request } from './messages.ts';
import { isOutOfMemory } from './out-of-memory.ts';
import { runParity } from './parity-run.ts';
import { probe } from './probe.ts';
import { createRender, type Render } from './render.ts';
import { createSessions } from './sessions.ts';
import { threadsFor } from './threads.ts';
import type { Channel } from './transport.ts';
import type { VisionTools } from './vision-tools.ts';

/** Status with which the process ends when its device is lost, or its memory is used up. */
const DEVICE_LOST = 71;
const OUT_OF_MEMORY = 72;

/** Answers the host's requests until the process ends. */
export function serve(channel: Channel, vision: VisionTools): void {
  const cancelled = new Set<number>();
  let answer: ((id: number, request: Request) => Promise<Answer>) | undefined;

  async function handle(id: number, request: Request): Promise<void> {
    try {
      if (answer === undefined) throw new Error('A request came before the settings.');
      channel.send({ kind: 'done', id, answer: await answer(id, request) });
    } catch (error) {
      // A throw-away process has nothing to go on with, and can say in full what it failed at.
      const standing = request.kind === 'judge' || request.kind === 'render';
      if (standing && isOutOfMemory(error)) abandon(error, OUT_OF_MEMORY);
      channel.send({ kind: 'failed', id, error: toErrorReport(error) });
    } finally {
      cancelled.delete(id);
    }
  }

  function controlOf(id: number): JobControl {
    return {
      checkpoint: () => {
        if (cancelled.has(id)) throw new PitchlineError('CANCELLED', 'Nobody waits for this job.');
      },
      progress: () => channel.send({ kind: 'progress', id }),
    };
  }

  channel.listen((message) => {
    switch (message.kind) {
      case 'settings':
        answer = createAnswers(message.settings, vision, controlOf);
        break;
      case 'request':
        void handle(message.id, message.request);
        break;
      case 'cancel':
        cancelled.add(message.id);
        break;
      default:
        assertNever(message);
    }
  });
  channel.send({ kind: 'ready' });
}

function createAnswers(
  settings: ProcessSettings,
  vision: VisionTools,
  controlOf: (id: number) => JobControl,
): (id: number, request: Request) => Promise<Answer> {
  const threads = threadsFor(settings.threads);
  const sessions = createSessions(vision, threads);
  const { limits } = settings;
  const judge: Judge = createJudge({
    vision,
    sessions,
    limits,
    abandon: (error) => abandon(error, DEVICE_LOST),
  });
  const render: Render = createRender(vision, limits);
  return async (id, request) => {
    switch (request.kind) {
      case 'judge':
        return judge(request.job, controlOf(id));
      case 'render':
        return render(request.job, controlOf(id));
      case 'examine':
        return examine(request.path, request.overrides, vision, threads);
      case 'parity':
        return runParity(request, judge, controlOf(id));
      case 'probe':
        return probe(request.device, threads);
      default:
        return assertNever(request);
    }
  };
}

/** Ends the process without an answer: the host starts a new one and tries the job again. */
function abandon(error: unknown, status: number): never {
  const reason = status === OUT_OF_MEMORY ? 'Out of memory: ' : '';
  process.stderr.write(`${reason}${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(status);
}
