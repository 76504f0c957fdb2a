const REMEMBERED = 10_000;
/** One miss in so many is the race of a new folder, whose first file comes before it is watched. */
const FORGIVEN = 20;

/**
 * Finds out whether a folder's events come. A file that a look finds, and that no event names until
 * the next look, was missed; on a network share all are that other machines write.
 */
export class EventTrust {
  /** Found by a look, not heard of yet. */
  #unheard = new Set<string>();
  /** Heard of since the last look. */
  #recent = new Set<string>();
  #heard = 0;
  #missed = 0;

  /** Null while nobody knows. */
  get comes(): boolean | null {
    if (this.#heard + this.#missed === 0) return null;
    return this.#missed * FORGIVEN <= this.#heard;
  }

  /** An event named a new file. */
  heard(relativePath: string): void {
    this.#heard += 1;
    this.#unheard.delete(relativePath);
    if (this.#recent.size < REMEMBERED) this.#recent.add(relativePath);
  }

  /** A look, other than the first one after the events began, found a new file. */
  found(relativePath: string): void {
    if (this.#recent.has(relativePath) || this.#unheard.size >= REMEMBERED) return;
    this.#unheard.add(relativePath);
  }

  /** Before a look: what the last one found has had its time. */
  nextLook(): void {
    this.#missed += this.#unheard.size;
    this.#unheard = new Set();
    this.#recent = new Set();
  }
}
