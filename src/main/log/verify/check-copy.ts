import Database from 'better-sqlite3';
import { sqliteComplaint } from '../complaint.ts';
import { isDamage } from '../failures.ts';

/** Looks through the pages of a file; what SQLite finds wrong, or null. */
export function checkCopy(file: string): string | null {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const complaint = sqliteComplaint(connection, 'integrity_check');
    return complaint === null ? null : `SQLite finds it damaged (${complaint}).`;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return `SQLite cannot read it (${String(error)}).`;
  } finally {
    connection.close();
  }
}
