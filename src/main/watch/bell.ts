/** What a loop sleeps on until something happens. Timers go by a clock that nobody sets. */
export class Bell {
  #wake: (() => void) | null = null;
  #rung = false;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves when it is rung, at once where it was since the last wait, or after `ms`; null: never. */
  async wait(ms: number | null): Promise<void> {
    if (!this.#rung) {
      const woken = Promise.withResolvers<void>();
      const timer = ms === null ? undefined : setTimeout(woken.resolve, ms);
      this.#wake = woken.resolve;
      await woken.promise;
      clearTimeout(timer);
      this.#wake = null;
    }
    this.#rung = false;
  }
}
