import type Database from 'better-sqlite3';

/**
 * The first thing that SQLite finds wrong with a file, in one line; null where it finds nothing.
 *
 * @param check `quick_check` leaves out whether indexes and tables agree
 */
export function sqliteComplaint(
  connection: Database.Database,
  check: 'quick_check' | 'integrity_check',
): string | null {
  const said = String(connection.pragma(`${check}(1)`, { simple: true }));
  if (said === 'ok') return null;
  return said.replace('*** in database main ***', '').replaceAll(/\s+/g, ' ').trim();
}
