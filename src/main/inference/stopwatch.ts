import type { Timings } from '../../shared/domain.ts';

type Stage = Exclude<keyof Timings, 'totalMs'>;

export interface Stopwatch {
  /** Runs a task and adds its time to a stage. */
  time<T>(stage: Stage, task: () => Promise<T>): Promise<T>;
  /** `totalMs` is the sum of the stages: work on this picture, without waiting for others. */
  timings(): Timings;
}

export function createStopwatch(): Stopwatch {
  const spent: Record<Stage, number> = {
    decodeMs: 0,
    preprocessMs: 0,
    inferenceMs: 0,
    postprocessMs: 0,
  };
  return {
    time: async (stage, task) => {
      const start = performance.now();
      try {
        return await task();
      } finally {
        spent[stage] += performance.now() - start;
      }
    },
    timings: () => ({
      ...spent,
      totalMs: Object.values(spent).reduce((sum, ms) => sum + ms, 0),
    }),
  };
}
