import type Database from 'better-sqlite3';
import { COUNT_LIMIT, type HistoryCount, type Order } from '../../../shared/history.ts';
import type { Control } from './control.ts';
import type { Match } from './match.ts';
import { EVERY_SEGMENT, type Segment, SpanReader } from './spans.ts';

/**
 * Inspections that one statement walks over at most: some 10 ms of work. Not less, because each
 * statement finds its way into every list anew, which takes half of that.
 */
const SLICE = 1 << 18;

/**
 * Walks over the inspections that a match gives, in the order of recording. It goes in slices, because a
 * statement that runs cannot be stopped from outside: between two of them it asks `control`.
 */
export class Scanner {
  readonly #connection: Database.Database;
  readonly #spans: SpanReader;
  readonly #newest: Database.Statement<[], { readonly seq: number | null }>;
  readonly #statements = new Map<string, Database.Statement<Record<string, unknown>, Row>>();

  constructor(connection: Database.Database) {
    this.#connection = connection;
    this.#spans = new SpanReader(connection);
    this.#newest = connection.prepare('SELECT max(seq) AS seq FROM inspections');
  }

  /** The seqs of the newest `limit` inspections recorded before `before`, newest first. */
  page(match: Match, before: number, limit: number, control: Control): readonly number[] {
    return this.#first(match, 'newest', this.#slices(match, before, control), limit);
  }

  /** The seqs of the oldest `limit` inspections recorded after `after`, oldest first. */
  pageUp(match: Match, after: number, limit: number, control: Control): readonly number[] {
    return this.#first(match, 'oldest', this.#slicesUp(match, after, control), limit);
  }

  #first(match: Match, order: Order, slices: Iterable<Segment>, limit: number): readonly number[] {
    const found: number[] = [];
    for (const slice of slices) {
      const rows = this.#statement(pageSql(match, slice.timed, order)).all({
        ...parameters(match, slice),
        limit: limit - found.length,
      });
      for (const { seq } of rows) found.push(seq);
      if (found.length >= limit) break;
    }
    return found;
  }

  /** How many there are, exact up to COUNT_LIMIT. */
  count(match: Match, control: Control): HistoryCount {
    let count = 0;
    for (const slice of this.#slices(match, Number.MAX_SAFE_INTEGER, control)) {
      const row = this.#statement(countSql(match, slice.timed)).get({
        ...parameters(match, slice),
        limit: COUNT_LIMIT + 1 - count,
      });
      count += row?.seq ?? 0;
      if (count > COUNT_LIMIT) return { count: COUNT_LIMIT, more: true };
    }
    return { count, more: false };
  }

  /** How many there are, however many. */
  total(match: Match, control: Control): number {
    let total = 0;
    for (const slice of this.#slices(match, Number.MAX_SAFE_INTEGER, control)) {
      const row = this.#statement(countSql(match, slice.timed)).get({
        ...parameters(match, slice),
        limit: SLICE,
      });
      total += row?.seq ?? 0;
    }
    return total;
  }

  *#slices(match: Match, before: number, control: Control): Generator<Segment> {
    const newest = this.#newest.get()?.seq ?? 0;
    for (const segment of this.#segments(match)) {
      let to = Math.min(segment.to, before, newest + 1);
      while (to > segment.from) {
        control.check();
        const from = Math.max(segment.from, to - SLICE);
        yield { from, to, timed: segment.timed };
        to = from;
      }
    }
  }

  *#slicesUp(match: Match, after: number, control: Control): Generator<Segment> {
    const newest = this.#newest.get()?.seq ?? 0;
    for (const segment of this.#segments(match).toReversed()) {
      const end = Math.min(segment.to, newest + 1);
      let from = Math.max(segment.from, after + 1);
      while (from < end) {
        control.check();
        const to = Math.min(end, from + SLICE);
        yield { from, to, timed: segment.timed };
        from = to;
      }
    }
  }

  /** Newest first. */
  #segments({ time }: Match): readonly Segment[] {
    return time === null ? EVERY_SEGMENT : this.#spans.segments(time.fromMs, time.toMs);
  }

  #statement(sql: string): Database.Statement<Record<string, unknown>, Row> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

interface Row {
  readonly seq: number;
}

/**
 * The statement of a page. Whatever the filter, the index gives the inspections in order, and a row is
 * looked at only for its time, at the edges of a span of time, and for a score between two steps.
 */
export function pageSql({ score }: Match, timed: boolean, order: Order = 'newest'): string {
  const conditions = [
    'search MATCH :query AND search.rowid >= :from AND search.rowid < :to',
    ...(timed ? ['inspections.at_ms >= :fromMs AND inspections.at_ms < :toMs'] : []),
    ...(score === null ? [] : [scoreSql(score.className !== null)]),
  ];
  // A cross join is never turned round: the index must lead.
  const from = timed ? 'search CROSS JOIN inspections ON inspections.seq = search.rowid' : 'search';
  return `SELECT search.rowid AS seq FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY search.rowid ${order === 'newest' ? 'DESC' : 'ASC'} LIMIT :limit`;
}

export function countSql(match: Match, timed: boolean): string {
  return `SELECT count(*) AS seq FROM (${pageSql(match, timed)})`;
}

function scoreSql(ofClass: boolean): string {
  const named = ofClass ? ' AND class_name = :className' : '';
  return `EXISTS (SELECT 1 FROM detections WHERE inspection_seq = search.rowid AND score >= :least${named})`;
}

function parameters({ query, score, time }: Match, { from, to, timed }: Segment) {
  return {
    query,
    // FTS5 passes over a limit that is not bound as an integer.
    from: BigInt(from),
    to: BigInt(to),
    ...(timed && time !== null ? time : {}),
    ...(score === null
      ? {}
      : {
          least: score.least,
          ...(score.className === null ? {} : { className: score.className }),
        }),
  };
}
