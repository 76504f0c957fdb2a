import Database from 'better-sqlite3';
import { isDamage } from '../failures.ts';

/** Looks through the pages of a file; what SQLite finds wrong, or null. */
export function checkCopy(file: string): string | null {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const said = String(connection.pragma('integrity_check(1)', { simple: true }));
    return said === 'ok' ? null : `SQLite finds it damaged (${said}).`;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return `SQLite cannot read it (${String(error)}).`;
  } finally {
    connection.close();
  }
}
