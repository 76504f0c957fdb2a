const DAY_MS = 86_400_000;

/**
 * Whether the ages of pictures can be believed. A clock that jumps forward makes everything old at
 * once; whoever set it wrong shall have a day to notice before pictures are deleted by it.
 */
export class AgeTrust {
  readonly #monotonic: () => number;
  #wallMs: number;
  #monotonicMs: number;
  #distrustedUntil = Number.NEGATIVE_INFINITY;

  /** @param monotonic milliseconds that never jump */
  constructor(wallMs: number, monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
    this.#wallMs = wallMs;
    this.#monotonicMs = monotonic();
  }

  /** To be asked before each run, with the time by the clock. */
  isTrusted(wallMs: number): boolean {
    const monotonicMs = this.#monotonic();
    const jump = wallMs - this.#wallMs - (monotonicMs - this.#monotonicMs);
    this.#wallMs = wallMs;
    this.#monotonicMs = monotonicMs;
    if (jump > DAY_MS) this.#distrustedUntil = monotonicMs + DAY_MS;
    return monotonicMs >= this.#distrustedUntil;
  }
}
