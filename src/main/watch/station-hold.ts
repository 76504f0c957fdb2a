import type { PitchlineError } from '../../shared/errors.ts';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * What a folder does while the station cannot judge: it waits, longer with each failure in a row, and
 * then one file tries whether it can again. Times in ms of a clock that nobody sets.
 */
export class StationHold {
  #failures = 0;
  #until = 0;
  #error: PitchlineError | null = null;

  /** Null: the station can judge as far as anybody knows. */
  get error(): PitchlineError | null {
    return this.#error;
  }

  /** How often in a row it could not. */
  get failures(): number {
    return this.#failures;
  }

  get until(): number {
    return this.#until;
  }

  mayTry(now: number): boolean {
    return this.#error === null || now >= this.#until;
  }

  fail(error: PitchlineError, now: number): void {
    // The pictures that were in work beside it say the same thing.
    if (!this.mayTry(now)) return;
    this.#failures += 1;
    this.#error = error;
    this.#until = now + Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#failures - 1));
  }

  /** @returns whether it was on */
  end(): boolean {
    const was = this.#error !== null;
    this.#failures = 0;
    this.#error = null;
    return was;
  }
}
