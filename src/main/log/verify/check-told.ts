import type { AuditKind } from '../../../shared/log.ts';
import type { LogProblem } from '../../../shared/log-verification.ts';
import { found } from './problem.ts';
import { highestEver, rowsInOrder, type Walk } from './walk.ts';

/** A row by the names that the audit row has for the same. */
interface ToldRow {
  readonly seq: number;
  readonly id: string;
  readonly [name: string]: unknown;
}

/** A table of which every row stands in the chain too, in the same order. */
export interface Told {
  readonly check: LogProblem['check'];
  readonly table: string;
  /** What a row is called in a sentence. */
  readonly word: string;
  readonly auditKind: AuditKind;
  /** A parenthesised SELECT of `seq`, `id` and all that the audit row tells. */
  readonly rows: string;
  /** Where the chain tells something that must be made of the columns first. */
  readonly asTold?: (row: ToldRow) => ToldRow;
}

/**
 * What people said stands twice: in its row, and in the chain, in the same order. Returns how many
 * there are.
 */
export function checkTold(walk: Walk, told: Told): number {
  const { check, table, word, auditKind, asTold = (row) => row } = told;
  const rows = rowsInOrder<ToldRow>(walk, told.rows, '*');
  const audited = rowsInOrder<{ readonly seq: number; readonly payload: string }>(
    walk,
    `(SELECT seq, payload FROM audit WHERE kind = '${auditKind}')`,
    'seq, payload',
  );
  let count = 0;
  for (const { payload, seq: auditSeq } of audited) {
    const said = JSON.parse(payload) as Readonly<Record<string, unknown>>;
    const row = rows.next().value as ToldRow | undefined;
    if (row === undefined || row.seq > count + 1) {
      found(
        check,
        { row: count + 1, id: String(said.id) },
        `${word} ${count + 1} is missing: audit row ${auditSeq} tells of it.`,
      );
    }
    const { seq, ...columns } = asTold(row);
    if (Object.entries(columns).some(([name, value]) => said[name] !== value)) {
      found(
        check,
        { row: seq, id: row.id },
        `${word} ${seq} is not what audit row ${auditSeq} tells of: it was changed, put in or moved.`,
      );
    }
    count += 1;
  }
  const more = rows.next().value as ToldRow | undefined;
  if (more !== undefined) {
    found(
      check,
      { row: more.seq, id: more.id },
      `${word} ${more.seq} was put in: the chain does not tell of it.`,
    );
  }
  if (highestEver(walk, table) > count) {
    found(check, { row: count + 1 }, `${word} ${count + 1} is gone.`);
  }
  return count;
}
