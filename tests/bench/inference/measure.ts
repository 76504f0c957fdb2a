import { performance } from 'node:perf_hooks';
import type { RuntimeSession } from '../../../src/main/inference/runtime.ts';
import type { InferenceEngine, JudgeResult } from '../../../src/main/inference/types.ts';
import type { TensorValue } from '../../../src/main/vision/types.ts';
import type { BenchModel } from './models.ts';

/** Jobs handed over at a time: one infers, one is decoded and waits, one is being decoded. */
const IN_FLIGHT = 3;
/** Pictures a turn: few enough to see the same state of the machine, enough to hide the empty start. */
const TURN = 50;

export interface Measured {
  readonly rawPerSecond: number;
  readonly oursPerSecond: number;
  /**
   * Means of what the inference process says of itself, in milliseconds. Decoding runs beside the
   * network and is only seen to be over when that is, so its figure includes waiting.
   */
  readonly stages: Readonly<Record<keyof JudgeResult['timings'], number>>;
  readonly detections: number;
}

/** What runs alone: a session, and an input prepared once. */
export interface Raw {
  readonly session: RuntimeSession;
  readonly input: TensorValue;
}

/** Judges `pictures` files, and runs the session alone as often, in turns. */
export async function measure(
  raw: Raw,
  engine: InferenceEngine,
  model: BenchModel,
  files: readonly string[],
  pictures: number,
): Promise<Measured> {
  await judgeAll(engine, model, files, 0, Math.min(IN_FLIGHT, pictures));
  await raw.session.run(raw.input);
  let rawMs = 0;
  let oursMs = 0;
  const results: JudgeResult[] = [];
  for (let done = 0; done < pictures; done += TURN) {
    const count = Math.min(TURN, pictures - done);
    rawMs += await elapsed(async () => {
      for (let i = 0; i < count; i++) await raw.session.run(raw.input);
    });
    oursMs += await elapsed(async () => {
      results.push(...(await judgeAll(engine, model, files, done, count)));
    });
  }
  return {
    rawPerSecond: (pictures * 1000) / rawMs,
    oursPerSecond: (pictures * 1000) / oursMs,
    stages: {
      decodeMs: mean(results, 'decodeMs'),
      preprocessMs: mean(results, 'preprocessMs'),
      inferenceMs: mean(results, 'inferenceMs'),
      postprocessMs: mean(results, 'postprocessMs'),
      totalMs: mean(results, 'totalMs'),
    },
    detections: results.reduce((sum, { detections }) => sum + detections.length, 0),
  };
}

async function judgeAll(
  engine: InferenceEngine,
  model: BenchModel,
  files: readonly string[],
  first: number,
  count: number,
): Promise<readonly JudgeResult[]> {
  const results: JudgeResult[] = [];
  let next = first;
  const lane = async (): Promise<void> => {
    while (next < first + count) {
      const picturePath = files[next++ % files.length]!;
      results.push(
        await engine.judge({
          picturePath,
          model,
          device: 'cpu',
          options: { tiling: null },
          overlay: false,
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return results;
}

async function elapsed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function mean(results: readonly JudgeResult[], stage: keyof JudgeResult['timings']): number {
  return results.reduce((sum, { timings }) => sum + timings[stage], 0) / results.length;
}
