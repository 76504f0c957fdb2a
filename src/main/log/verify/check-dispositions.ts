import { DISPOSITION_FIELDS } from '../disposition-columns.ts';
import { found } from './problem.ts';
import { highestEver, rowsInOrder, type Walk } from './walk.ts';

/** By the names that the audit row has for the same. */
interface DispositionRow {
  readonly seq: number;
  readonly inspection: string | null;
  readonly id: string;
}

const COLUMNS = `dispositions.seq AS seq, inspections.id AS inspection, ${DISPOSITION_FIELDS}`;

/**
 * What people said stands twice: in its row, and in the chain, in the same order. Returns how many
 * there are.
 */
export function checkDispositions(walk: Walk): number {
  const rows = rowsInOrder<DispositionRow>(
    walk,
    `(SELECT ${COLUMNS} FROM dispositions LEFT JOIN inspections
      ON inspections.seq = inspection_seq)`,
    '*',
  );
  const audited = rowsInOrder<{ readonly seq: number; readonly payload: string }>(
    walk,
    `(SELECT seq, payload FROM audit WHERE kind = 'disposition.added')`,
    'seq, payload',
  );
  let count = 0;
  for (const { payload, seq: auditSeq } of audited) {
    const said = JSON.parse(payload) as Readonly<Record<string, unknown>>;
    const row = rows.next().value as DispositionRow | undefined;
    if (row === undefined || row.seq > count + 1) {
      found(
        'disposition',
        { row: count + 1, id: String(said.id) },
        `Disposition ${count + 1} is missing: audit row ${auditSeq} tells of it.`,
      );
    }
    const { seq, ...columns } = row;
    if (Object.entries(columns).some(([name, value]) => said[name] !== value)) {
      found(
        'disposition',
        { row: seq, id: row.id },
        `Disposition ${seq} is not what audit row ${auditSeq} tells of: it was changed, put in or moved.`,
      );
    }
    count += 1;
  }
  const more = rows.next().value as DispositionRow | undefined;
  if (more !== undefined) {
    found(
      'disposition',
      { row: more.seq, id: more.id },
      `Disposition ${more.seq} was put in: the chain does not tell of it.`,
    );
  }
  const highest = highestEver(walk, 'dispositions');
  if (highest > count) {
    found('disposition', { row: count + 1 }, `Disposition ${count + 1} is gone.`);
  }
  return count;
}
