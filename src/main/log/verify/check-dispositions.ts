import { DISPOSITION_FIELDS } from '../disposition-columns.ts';
import { checkTold } from './check-told.ts';
import type { Walk } from './walk.ts';

const COLUMNS = `dispositions.seq AS seq, inspections.id AS inspection, ${DISPOSITION_FIELDS}`;

/** What people said about verdicts; returns how much there is of it. */
export function checkDispositions(walk: Walk): number {
  return checkTold(walk, {
    check: 'disposition',
    table: 'dispositions',
    word: 'Disposition',
    auditKind: 'disposition.added',
    rows: `(SELECT ${COLUMNS} FROM dispositions LEFT JOIN inspections
      ON inspections.seq = inspection_seq)`,
  });
}
