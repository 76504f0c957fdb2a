import type { Fingerprint } from './fingerprint.ts';

/** A file that waits. */
export interface Waiting {
  readonly relativePath: string;
  readonly facts: Fingerprint;
  /** When it was found, in ms of a clock that nobody sets. */
  readonly seenAt: number;
}

/**
 * The oldest files of any number, in bounded memory: a binary heap that forgets its youngest ones when
 * it has grown to twice its size. `overflowed` then says that a further look will find more.
 */
export class OldestFirst {
  readonly #kept: number;
  readonly #known = new Set<string>();
  #heap: Waiting[] = [];
  /** Nothing younger is taken, because older ones than that were forgotten. */
  #youngest: Waiting | null = null;

  constructor(kept: number) {
    this.#kept = kept;
  }

  get size(): number {
    return this.#heap.length;
  }

  get overflowed(): boolean {
    return this.#youngest !== null;
  }

  /** Before a look that finds everything again. */
  forgetOverflow(): void {
    this.#youngest = null;
  }

  has(relativePath: string): boolean {
    return this.#known.has(relativePath);
  }

  peek(): Waiting | null {
    return this.#heap[0] ?? null;
  }

  push(file: Waiting): void {
    if (this.#known.has(file.relativePath)) return;
    if (this.#youngest !== null && isBefore(this.#youngest, file)) return;
    this.#known.add(file.relativePath);
    this.#heap.push(file);
    this.#rise(this.#heap.length - 1);
    if (this.#heap.length >= 2 * this.#kept) this.#truncate();
  }

  pop(): Waiting | null {
    const oldest = this.#heap[0];
    const last = this.#heap.pop();
    if (oldest === undefined || last === undefined) return null;
    this.#known.delete(oldest.relativePath);
    if (last !== oldest) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return oldest;
  }

  #truncate(): void {
    // A sorted array is a heap.
    this.#heap.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    for (const { relativePath } of this.#heap.splice(this.#kept)) this.#known.delete(relativePath);
    this.#youngest = this.#heap.at(-1) ?? null;
  }

  #rise(start: number): void {
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  #sink(start: number): void {
    let at = start;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#heap.length) return;
      const right = left + 1;
      const isRight = right < this.#heap.length && isBefore(this.#heap[right]!, this.#heap[left]!);
      const child = isRight ? right : left;
      if (!this.#swapIfBefore(child, at)) return;
      at = child;
    }
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const [a, b] = [this.#heap[lower]!, this.#heap[upper]!];
    if (!isBefore(a, b)) return false;
    this.#heap[lower] = b;
    this.#heap[upper] = a;
    return true;
  }
}

/** Older, or of the same time and first by name: so the order never depends on how it was found. */
function isBefore(a: Waiting, b: Waiting): boolean {
  const [first, second] = [a.facts.mtimeNs, b.facts.mtimeNs];
  return first === second ? a.relativePath < b.relativePath : first < second;
}
