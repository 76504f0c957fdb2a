import type {
  ChildExit,
  ForkInference,
  InferenceChild,
} from '../../../src/main/inference/child.ts';
import type {
  Answer,
  HostMessage,
  PlacedJob,
  ProcessMessage,
  Request,
} from '../../../src/main/inference/messages.ts';
import type {
  EngineModel,
  EngineOptions,
  JudgeJob,
  JudgeResult,
} from '../../../src/main/inference/types.ts';
import type { YoloSpec } from '../../../src/shared/models.ts';

export type Reaction =
  | { readonly answer: Answer }
  | { readonly exit: Partial<ChildExit> }
  | 'silence'
  | { readonly error: Extract<ProcessMessage, { readonly kind: 'failed' }>['error'] };

/** A process that only pretends: what it does with each request is the test's decision. */
export interface FakeProcesses {
  readonly fork: ForkInference;
  /** Requests that arrived, over all processes. */
  readonly requests: Request[];
  readonly cancelled: number[];
  /** Processes started so far. */
  readonly starts: () => number;
  readonly alive: () => number;
  /** Most requests that one process held at once. */
  readonly mostHeld: () => number;
}

export function fakeProcesses(
  react: (request: Request, startNumber: number) => Reaction | Promise<Reaction>,
): FakeProcesses {
  const requests: Request[] = [];
  const cancelled: number[] = [];
  let starts = 0;
  let alive = 0;
  let mostHeld = 0;

  const fork: ForkInference = () => {
    starts += 1;
    alive += 1;
    const startNumber = starts;
    const messages: ((message: ProcessMessage) => void)[] = [];
    const exits: ((exit: ChildExit) => void)[] = [];
    let dead = false;
    let held = 0;
    const say = (message: ProcessMessage): void => {
      if (!dead) for (const listener of messages) listener(message);
    };
    const die = (exit: Partial<ChildExit>): void => {
      if (dead) return;
      dead = true;
      alive -= 1;
      for (const listener of exits) listener({ code: null, signal: null, stderr: '', ...exit });
    };
    const take = async (message: HostMessage): Promise<void> => {
      if (message.kind === 'cancel') cancelled.push(message.id);
      if (message.kind !== 'request') return;
      requests.push(message.request);
      held += 1;
      mostHeld = Math.max(mostHeld, held);
      const reaction = await react(message.request, startNumber);
      if (reaction === 'silence') return;
      held -= 1;
      if ('exit' in reaction) die(reaction.exit);
      else if ('error' in reaction) say({ kind: 'failed', id: message.id, error: reaction.error });
      else say({ kind: 'done', id: message.id, answer: reaction.answer });
    };
    setTimeout(() => say({ kind: 'ready' }), 1);
    const child: InferenceChild = {
      pid: startNumber,
      send: (message) => {
        if (!dead) void take(message);
      },
      onMessage: (listener) => messages.push(listener),
      onExit: (listener) => exits.push(listener),
      kill: () => setImmediate(() => die({ signal: 'SIGKILL' })),
    };
    return child;
  };
  return {
    fork,
    requests,
    cancelled,
    starts: () => starts,
    alive: () => alive,
    mostHeld: () => mostHeld,
  };
}

export const SPEC: YoloSpec = {
  kind: 'yolo',
  task: 'detect',
  head: 'raw',
  imageSize: [64, 64],
  dynamic: false,
  stride: 32,
  maskCoefficients: 0,
  classes: ['crack'],
  input: { name: 'images', type: 'float32', shape: [1, 3, 64, 64] },
  outputs: [{ name: 'output0', type: 'float32', shape: [1, 5, 84] }],
  opset: 17,
  warnings: [],
};

export function model(letter: string): EngineModel {
  return { sha256: letter.repeat(64), path: `/models/${letter}.onnx`, spec: SPEC, tiling: null };
}

export function job(picturePath: string, overrides: Partial<JudgeJob> = {}): JudgeJob {
  return {
    picturePath,
    model: model('a'),
    device: 'cpu',
    options: {},
    overlay: false,
    ...overrides,
  };
}

export function result(placed: PlacedJob): JudgeResult {
  return {
    bytes: 1000,
    sha256: placed.picturePath,
    width: 64,
    height: 64,
    device: placed.device,
    detections: [],
    timings: { decodeMs: 1, preprocessMs: 1, inferenceMs: 1, postprocessMs: 1, totalMs: 4 },
    warnings: [],
    overlayPng: null,
  };
}

/** Answers a judge request as if all went well. */
export function judged(request: Request): Reaction {
  if (request.kind !== 'judge') throw new Error(`unexpected ${request.kind}`);
  return { answer: result(request.job) };
}

export function options(tuning: EngineOptions['tuning'] = {}): EngineOptions & {
  readonly lines: string[];
} {
  const lines: string[] = [];
  return {
    entry: 'fake',
    threads: 1,
    limits: { maxPixels: 1e8, maxBytes: 1e8 },
    tuning: { backoffMs: 1, maxBackoffMs: 4, ...tuning },
    log: (level, message) => lines.push(`${level} ${message}`),
    lines,
  };
}
