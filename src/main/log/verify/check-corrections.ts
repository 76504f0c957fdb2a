import { sha256Of } from '../../sha256.ts';
import { CORRECTION_FIELDS } from '../correction-columns.ts';
import { checkTold } from './check-told.ts';
import { hasTable, type Walk } from './walk.ts';

const COLUMNS = `corrections.seq AS seq, inspections.id AS inspection, document,
  ${CORRECTION_FIELDS}`;

/** What people made of detections: the chain has the sha256 of each. Returns how many there are. */
export function checkCorrections(walk: Walk): number {
  if (!hasTable(walk, 'corrections')) return 0;
  return checkTold(walk, {
    check: 'correction',
    table: 'corrections',
    word: 'Correction',
    auditKind: 'correction.added',
    rows: `(SELECT ${COLUMNS} FROM corrections LEFT JOIN inspections
      ON inspections.seq = inspection_seq)`,
    asTold: ({ document, ...row }) => ({
      ...row,
      sha256: sha256Of(String(document)),
    }),
  });
}
