import type Database from 'better-sqlite3';

/**
 * Pages follow the order in which inspections were recorded, which no clock can upset. For a search
 * by time the index keeps, for each block of inspections, between which times they were judged: with
 * a clock that only goes forward that is as good as an index by time, and with one that jumped it is
 * still right.
 */
const BLOCK_BITS = 10;

/** Inspections [from, to) by seq, in which a time must be looked at only where `timed`. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly timed: boolean;
}

export const EVERY_SEGMENT: readonly Segment[] = [
  { from: 0, to: Number.MAX_SAFE_INTEGER, timed: false },
];

export function blockOf(seq: number): number {
  return Math.floor(seq / 2 ** BLOCK_BITS);
}

interface Span {
  readonly block: number;
  readonly first_ms: number;
  readonly last_ms: number;
}

/** Reads the blocks that a search by time has to go through. */
export class SpanReader {
  readonly #overlapping: Database.Statement<[number, number], Span>;

  constructor(connection: Database.Database) {
    this.#overlapping = connection.prepare(
      `SELECT block, first_ms, last_ms FROM search_spans
       WHERE last_ms >= ? AND first_ms < ? ORDER BY block DESC`,
    );
  }

  /** Newest first; neighbours that are alike are one. */
  segments(fromMs: number, toMs: number): readonly Segment[] {
    const segments: Segment[] = [];
    for (const span of this.#overlapping.iterate(fromMs, toMs)) {
      const timed = span.first_ms < fromMs || span.last_ms >= toMs;
      const from = span.block * 2 ** BLOCK_BITS;
      const to = from + 2 ** BLOCK_BITS;
      const before = segments.at(-1);
      if (before !== undefined && before.timed === timed && before.from === to) {
        segments[segments.length - 1] = { from, to: before.to, timed };
      } else {
        segments.push({ from, to, timed });
      }
    }
    return segments;
  }
}
