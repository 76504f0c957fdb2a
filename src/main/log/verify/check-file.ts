import { sqliteComplaint } from '../complaint.ts';
import { found } from './problem.ts';
import type { Walk } from './walk.ts';

interface ForeignKeyFault {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}

/** The pages of the file and its indexes. */
export function checkPages({ connection }: Walk): void {
  const complaint = sqliteComplaint(connection, 'integrity_check');
  if (complaint !== null) found('file', {}, `SQLite finds the file damaged: ${complaint}.`);
}

/** No row speaks of one that is not there. */
export function checkReferences({ connection }: Walk): void {
  const [fault] = connection.pragma('foreign_key_check') as readonly ForeignKeyFault[];
  if (fault === undefined) return;
  const { table, rowid: row, parent } = fault;
  const which = row === null ? 'A row' : `Row ${row}`;
  found(
    'file',
    { table, row },
    `${which} of ${table} speaks of a row of ${parent} that is not there: one of the two was put in or taken out.`,
  );
}
