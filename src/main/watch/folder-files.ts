import type { FolderQueue } from '../../shared/folders.ts';
import type { Fingerprint } from './fingerprint.ts';
import { OldestFirst } from './oldest-first.ts';
import { type Candidate, newCandidate } from './settling.ts';

/** Some 10 MB of names; a further look finds what was forgotten. */
const REMEMBERED = 10_000;
/** Files that are watched for holding still at once: more than are judged in the time it takes. */
const SETTLING = 256;
/** Files that failed and are tried again; what is over it is found again by a look. */
const FAILING = 2_000;

/** The files of a folder on their way to be judged, in bounded memory. Times in ms of `performance.now`. */
export class FolderFiles {
  readonly #heap: OldestFirst;
  readonly #candidates = new Map<string, Candidate>();
  readonly #inWork = new Set<string>();
  #failing = 0;
  /** Since when more are waiting than are remembered. */
  #overflowedAt: number | null = null;

  constructor(remembered: number = REMEMBERED) {
    this.#heap = new OldestFirst(remembered);
  }

  get inWork(): number {
    return this.#inWork.size;
  }

  /** Nothing is left of what was found; there may be more in the folder. */
  get drained(): boolean {
    return this.#heap.size === 0 && this.#candidates.size === 0;
  }

  get overflowed(): boolean {
    return this.#heap.overflowed;
  }

  has(relativePath: string): boolean {
    return this.#candidates.has(relativePath) || this.#heap.has(relativePath);
  }

  /** Before a look that finds everything again. */
  beginLook(): void {
    this.#heap.forgetOverflow();
  }

  add(relativePath: string, facts: Fingerprint, now: number): void {
    this.#heap.push({ relativePath, facts, seenAt: now });
    if (this.#heap.overflowed) this.#overflowedAt ??= now;
  }

  /** Moves the oldest files on to hold still. */
  admit(settleMs: number, now: number): void {
    while (this.#candidates.size - this.#failing < SETTLING) {
      const file = this.#heap.pop();
      if (file === null) break;
      this.#candidates.set(file.relativePath, newCandidate(file, settleMs, now));
    }
    if (this.#heap.size === 0 && !this.#heap.overflowed) this.#overflowedAt = null;
  }

  /** Those to look at now, oldest first. */
  due(now: number): readonly Candidate[] {
    const due: Candidate[] = [];
    for (const candidate of this.#candidates.values()) {
      if (candidate.dueAt <= now && !this.#inWork.has(candidate.relativePath)) due.push(candidate);
    }
    return due.sort((a, b) => (a.facts.mtimeNs < b.facts.mtimeNs ? -1 : 1));
  }

  /** When the next one is due; infinite without any. */
  nextDue(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { relativePath, dueAt } of this.#candidates.values()) {
      if (dueAt < next && !this.#inWork.has(relativePath)) next = dueAt;
    }
    return next;
  }

  update(candidate: Candidate): void {
    this.remove(candidate.relativePath);
    if (candidate.tries > 0) {
      if (this.#failing >= FAILING) return;
      this.#failing += 1;
    }
    this.#candidates.set(candidate.relativePath, candidate);
  }

  remove(relativePath: string): void {
    if ((this.#candidates.get(relativePath)?.tries ?? 0) > 0) this.#failing -= 1;
    this.#candidates.delete(relativePath);
  }

  begin(candidate: Candidate): void {
    this.#inWork.add(candidate.relativePath);
  }

  end(candidate: Candidate): void {
    this.#inWork.delete(candidate.relativePath);
  }

  /** Files that failed and are tried again, with the reason. */
  troubles(): readonly { readonly relativePath: string; readonly reason: string }[] {
    return [...this.#candidates.values()].flatMap(({ relativePath, reason }) =>
      reason === null ? [] : [{ relativePath, reason }],
    );
  }

  state(now: number): FolderQueue {
    const seen = [this.#heap.peek()?.seenAt, this.#overflowedAt];
    for (const { seenAt } of this.#candidates.values()) seen.push(seenAt);
    const known = seen.filter((time) => time !== undefined && time !== null);
    return {
      waiting: this.#heap.size + this.#candidatesWaiting(),
      more: this.#heap.overflowed,
      oldestMs: known.length === 0 ? null : Math.round(now - Math.min(...known)),
      inWork: this.#inWork.size,
    };
  }

  /** A file that was judged may be in work for a moment more, though no candidate any longer. */
  #candidatesWaiting(): number {
    let waiting = 0;
    for (const relativePath of this.#candidates.keys()) {
      if (!this.#inWork.has(relativePath)) waiting += 1;
    }
    return waiting;
  }
}
