import { MARK_BYTES, markOf, marksHash } from '../inspection-digest.ts';
import { found } from './problem.ts';
import { rowsInOrder, type Walk } from './walk.ts';

interface SealRow {
  readonly seq: number;
  readonly payload: string;
  readonly marks: Buffer | null;
}

interface Seal {
  readonly auditSeq: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly marks: Buffer;
}

/**
 * The seals in order, beside a walk through the inspections. What a seal covers stands in the chain,
 * which was checked before; its list is right if the chain has its hash.
 */
export class SealReader {
  readonly #rows: Generator<SealRow>;
  #seal: Seal | null = null;
  #count = 0;
  #lastSeq = 0;

  constructor(walk: Walk) {
    this.#rows = rowsInOrder<SealRow>(
      walk,
      `(SELECT audit.seq AS seq, payload, marks FROM audit
        LEFT JOIN seals ON audit_seq = audit.seq WHERE kind = 'log.sealed')`,
      'seq, payload, marks',
    );
  }

  get count(): number {
    return this.#count;
  }

  /** The last inspection that a seal looked at so far covers. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Whether a seal says that this inspection is the one; null where none covers it. */
  agrees(seq: number, digest: string): boolean | null {
    while (seq > this.#lastSeq) if (!this.#next()) return null;
    const seal = this.#seal;
    if (seal === null) return null;
    const at = (seq - seal.firstSeq) * MARK_BYTES;
    return seal.marks.subarray(at, at + MARK_BYTES).equals(markOf(digest));
  }

  /** Goes through the seals that are left. */
  finish(): void {
    while (this.#next());
  }

  #next(): boolean {
    const row = this.#rows.next().value as SealRow | undefined;
    if (row === undefined) return false;
    this.#seal = readSeal(row, this.#lastSeq);
    this.#lastSeq = this.#seal.lastSeq;
    this.#count += 1;
    return true;
  }
}

function readSeal({ seq, payload, marks }: SealRow, before: number): Seal {
  const said = JSON.parse(payload) as {
    readonly firstSeq: number;
    readonly lastSeq: number;
    readonly marks: string;
  };
  const { firstSeq, lastSeq } = said;
  if (marks === null)
    found('seal', { row: seq }, `The list of the seal of audit row ${seq} is gone.`);
  if (marksHash(marks) !== said.marks) {
    found('seal', { row: seq }, `The list of the seal of audit row ${seq} was changed.`);
  }
  if (firstSeq !== before + 1 || marks.length !== (lastSeq - firstSeq + 1) * MARK_BYTES) {
    found('seal', { row: seq }, `The seal of audit row ${seq} does not follow the one before it.`);
  }
  return { auditSeq: seq, firstSeq, lastSeq, marks };
}
