import { fromErrorReport, PitchlineError } from '../../shared/errors.ts';
import { describeExit, type ForkInference } from './child.ts';
import { probeDevices } from './devices.ts';
import { createDispatcher } from './dispatcher.ts';
import { createNodeFork } from './fork-node.ts';
import type { AnswerTo, Request } from './messages.ts';
import { createAskOnce } from './one-shot.ts';
import { createPlacer } from './placement.ts';
import { DEFAULT_TUNING } from './tuning.ts';
import type {
  DeviceStatus,
  EngineOptions,
  InferenceEngine,
  JudgeJob,
  JudgeResult,
} from './types.ts';

const PARITY_BASE_MS = 180_000;
const PARITY_PICTURE_MS = 30_000;

/**
 * The host's side of inference: it queues, watches and restarts, and computes nothing itself.
 *
 * @param fork how a process is started; the default is for plain Node
 */
export function createInferenceEngine(
  options: EngineOptions,
  fork: ForkInference = createNodeFork(),
): InferenceEngine {
  const { entry, log, parityPictures = [] } = options;
  const tuning = { ...DEFAULT_TUNING, ...options.tuning };
  const settings = { threads: options.threads, limits: options.limits };
  const dispatcher = createDispatcher({ fork, entry, settings, tuning, log });
  const askOnce = createAskOnce(fork, entry, settings);
  let probing: ReturnType<typeof probeDevices> | undefined;

  /** Probed once: what a probe finds does not change while the station runs. */
  function probes(): ReturnType<typeof probeDevices> {
    probing ??= probeDevices((device) => askOnce({ kind: 'probe', device }, tuning.probeMs));
    return probing;
  }

  const placer = createPlacer({
    probes,
    parity: (model, device) => parity(model, device, parityPictures),
    log,
  });

  async function ask<R extends Request>(request: R, limitMs: number): Promise<AnswerTo<R>> {
    const outcome = await askOnce(request, limitMs);
    switch (outcome.kind) {
      case 'done':
        return outcome.answer;
      case 'failed':
        throw fromErrorReport(outcome.error);
      case 'exit':
        throw new PitchlineError(
          'MODEL_LOAD_FAILED',
          `ONNX Runtime does not survive this model: its process ${describeExit(outcome.exit)}. Export the model again, or try another device.`,
        );
      case 'timeout':
        throw new PitchlineError(
          'INFERENCE_TIMEOUT',
          `The model gave no answer within ${limitMs / 1000} s. Try a smaller model or input size.`,
        );
    }
  }

  const parity: InferenceEngine['parity'] = (model, device, picturePaths) =>
    ask(
      { kind: 'parity', model, device, picturePaths },
      PARITY_BASE_MS + PARITY_PICTURE_MS * picturePaths.length,
    );

  async function judge(job: JudgeJob, signal?: AbortSignal): Promise<JudgeResult> {
    const { device, warnings } = await placer.place(job.model, job.device);
    try {
      const result = await dispatcher.submit({ kind: 'judge', job: { ...job, device } }, signal);
      return { ...result, warnings: [...warnings, ...result.warnings] };
    } catch (error) {
      if (job.device !== 'auto' || device === 'cpu' || !isDeviceTrouble(error)) throw error;
      // Dropped for this model, so the next call chooses another device: it ends at the CPU.
      placer.dropOut(job.model, device, error.message);
      return judge(job, signal);
    }
  }

  return {
    judge,
    render: (job, signal) => dispatcher.submit({ kind: 'render', job }, signal),
    examine: (path, overrides) => ask({ kind: 'examine', path, overrides }, tuning.examineMs),
    devices: async () => (await probes()).map(statusOf),
    parity,
    release: (sha256) => dispatcher.release(sha256),
    close: () => dispatcher.close(),
  };
}

function statusOf({ device, available, reason }: DeviceStatus): DeviceStatus {
  return { device, available, reason };
}

/** Failures for which another device is worth a try. */
function isDeviceTrouble(error: unknown): error is PitchlineError {
  return (
    error instanceof PitchlineError &&
    [
      'DEVICE_NOT_AVAILABLE',
      'INFERENCE_CRASHED',
      'INFERENCE_TIMEOUT',
      'MODEL_QUARANTINED',
    ].includes(error.code)
  );
}
