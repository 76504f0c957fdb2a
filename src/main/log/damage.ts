import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { sqliteComplaint } from './complaint.ts';
import { isDamage } from './failures.ts';

/** Files up to this are looked through at every start: it takes some hundredths of a second. */
const SMALL_BYTES = 16_000_000;
/** Files up to this after an end that was not clean; larger ones would hold up the line for long. */
const MEDIUM_BYTES = 250_000_000;

/** Beside a log in which damage was met: the next start looks through all of it, however large. */
const suspectMark = (log: string): string => `${log}-suspect`;

export function noteSuspicion(log: string): void {
  try {
    writeFileSync(suspectMark(log), '');
  } catch {
    // The error on the way to whoever recorded says it all the same.
  }
}

/**
 * What is wrong with a log's file before it is used; null where nothing is, or where there is none.
 * Only what a start has time for: `log verify` looks at everything.
 *
 * @throws what SQLite says of anything that is not damage
 */
export function damageOf(log: string): string | null {
  const bytes = sizeOf(log);
  if (bytes === 0) return null;
  const isSuspect = existsSync(suspectMark(log));
  const most = sizeOf(`${log}-wal`) > 0 ? MEDIUM_BYTES : SMALL_BYTES;
  const problem = look(log, isSuspect || bytes <= most);
  if (isSuspect) rmSync(suspectMark(log), { force: true });
  return problem;
}

function look(log: string, thoroughly: boolean): string | null {
  let connection: Database.Database | undefined;
  try {
    connection = new Database(log, { fileMustExist: true });
    const tables = connection
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .pluck()
      .all();
    const version = connection.pragma('user_version', { simple: true });
    if (version === 0 && tables.length > 0) return 'it holds tables that are none of Pitchline';
    if (version !== 0 && !tables.includes('inspections')) return 'its tables are gone';
    return thoroughly ? sqliteComplaint(connection, 'quick_check') : null;
  } catch (error) {
    if (isDamage(error)) return error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    connection?.close();
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
