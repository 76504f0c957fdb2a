import { PitchlineError } from '../../../shared/errors.ts';

/** Where a long read asks, every few milliseconds, whether anybody still waits for it. */
export interface Control {
  /** @throws PitchlineError CANCELLED, LOG_SEARCH_TIMEOUT */
  check(): void;
}

/**
 * @param cancelled shared with the thread that asked; not 0 once it has given up
 * @param limitMs from now
 */
export function createControl(cancelled: Int32Array, limitMs: number): Control {
  const deadline = performance.now() + limitMs;
  return {
    check: () => {
      if (Atomics.load(cancelled, 0) !== 0) {
        throw new PitchlineError('CANCELLED', 'Nobody waits for this search any more.');
      }
      if (performance.now() > deadline) {
        throw new PitchlineError(
          'LOG_SEARCH_TIMEOUT',
          `The search took longer than ${(limitMs / 1000).toFixed(0)} s and was given up. Narrow it, for instance to some days.`,
        );
      }
    },
  };
}
