import { setTimeout as delay } from 'node:timers/promises';
import { Bell } from './bell.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/**
 * Work that the log remembers until it is done: when it is rung and at the start, all of it is done;
 * what fails is tried again after a while, longer each time.
 */
export class Backlog {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  readonly #bell = new Bell();
  #busy = true;
  #failures = 0;
  #problem: string | null = null;

  /** @param work does all that waits; throws where something could not be done */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** How often in a row it failed. */
  get failures(): number {
    return this.#failures;
  }

  get problem(): string | null {
    return this.#problem;
  }

  ring(): void {
    this.#busy = true;
    this.#bell.ring();
  }

  /** @param onChange called when it has come to rest or has failed */
  async run(signal: AbortSignal, onChange: () => void): Promise<void> {
    signal.addEventListener('abort', () => this.#bell.ring());
    while (!signal.aborted) {
      this.#busy = false;
      try {
        await this.#work(signal);
        this.#failures = 0;
        this.#problem = null;
      } catch (error) {
        this.#busy = true;
        this.#failures += 1;
        this.#problem = error instanceof Error ? error.message : String(error);
      }
      onChange();
      if (this.#busy && this.#problem !== null) await this.#pause(signal);
      else await this.#bell.wait(null);
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const ms = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.#failures - 1));
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}
