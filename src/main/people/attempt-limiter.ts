import { PitchlineError } from '../../shared/errors.ts';

export interface AttemptRules {
  /** Failures that cost nothing: fingers slip. */
  readonly free: number;
  /** After the next one; each further one doubles it. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

interface Failures {
  count: number;
  lastMs: number;
}

/** Without a further failure for so long, all is forgotten. */
const FORGET_MS = 3_600_000;
const MOST_KEYS = 10_000;

/** Slows down whoever guesses: after a few failures the next try has to wait, longer each time. */
export class AttemptLimiter {
  readonly #rules: AttemptRules;
  readonly #monotonicMs: () => number;
  readonly #failures = new Map<string, Failures>();

  constructor(rules: AttemptRules, monotonicMs: () => number = () => performance.now()) {
    this.#rules = rules;
    this.#monotonicMs = monotonicMs;
  }

  /**
   * Counts a try before it is known how it ends, so that many at once gain nothing; it is
   * taken back when it succeeds. A refused try does not count: the delay runs from the last one that was made.
   *
   * @throws PitchlineError TOO_MANY_ATTEMPTS, saying how long to wait
   */
  begin(key: string): void {
    const now = this.#monotonicMs();
    const known = this.#failures.get(key);
    const failures =
      known !== undefined && now - known.lastMs < FORGET_MS ? known : { count: 0, lastMs: now };
    const waitMs = this.#delayMs(failures.count) - (now - failures.lastMs);
    if (waitMs > 0) {
      throw new PitchlineError(
        'TOO_MANY_ATTEMPTS',
        `There were too many failed tries. Wait ${Math.ceil(waitMs / 1000)} s and try again.`,
      );
    }
    this.#failures.delete(key);
    this.#failures.set(key, { count: failures.count + 1, lastMs: now });
    // The one that failed longest ago goes first: the map keeps the order.
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > MOST_KEYS && oldest.done !== true)
      this.#failures.delete(oldest.value);
  }

  /** It was the right one after all: everything before is forgiven. */
  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  /** This try was none; those before still count. */
  takeBack(key: string): void {
    const failures = this.#failures.get(key);
    if (failures !== undefined) failures.count -= 1;
  }

  #delayMs(count: number): number {
    const { free, firstDelayMs, longestDelayMs } = this.#rules;
    if (count < free) return 0;
    return Math.min(longestDelayMs, firstDelayMs * 2 ** (count - free));
  }
}
