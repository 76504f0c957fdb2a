import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { PitchlineError } from '../../shared/errors.ts';
import { systemCode } from '../errno.ts';

export interface DataLock {
  release(): void;
}

/**
 * Makes this process the one owner of a data folder. The lock is SQLite's own exclusive file lock,
 * which the operating system drops when the process dies, however it dies: no stale lock files.
 *
 * @throws PitchlineError DATA_FOLDER_IN_USE, or DATA_FOLDER_NOT_WRITABLE where it cannot be made
 */
export function lockDataFolder(folder: string): DataLock {
  let database: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    database = new Database(join(folder, 'station.lock'), { timeout: 0 });
    database.pragma('locking_mode = EXCLUSIVE');
    // A rollback journal: an exclusive transaction left open holds the lock and writes nothing.
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    if (systemCode(cause).startsWith('SQLITE_BUSY')) {
      throw new PitchlineError(
        'DATA_FOLDER_IN_USE',
        `Another Pitchline station is using the data folder ${folder}. Do it on its page or by its API (/docs), close it first, or choose another folder with --data.`,
        { cause },
      );
    }
    throw new PitchlineError(
      'DATA_FOLDER_NOT_WRITABLE',
      `The data folder ${folder} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}. Check that it can be written to, or choose another with --data.`,
      { cause },
    );
  }
  const held = database;
  return {
    release: () => {
      held.close();
    },
  };
}
