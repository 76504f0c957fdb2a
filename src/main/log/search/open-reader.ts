import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { lockDataFolder } from '../data-lock.ts';
import { logFailure } from '../failures.ts';
import { pendingMigrations } from '../migrate.ts';
import { LOG_FILE, openStationLog, type StationLogOptions } from '../station-log.ts';
import { SearchReader } from './search-reader.ts';

/**
 * Reads the log of a data folder, whether its station runs or not. A log of an older form is brought
 * up to date first, which needs the folder for itself.
 *
 * @returns null where there is no log yet
 * @throws PitchlineError LOG_NEWER, LOG_DAMAGED, LOG_NOT_WRITABLE, DATA_FOLDER_IN_USE
 */
export async function openSearchReader(options: StationLogOptions): Promise<SearchReader | null> {
  const file = join(options.folder, LOG_FILE);
  if (!existsSync(file)) return null;
  if (isOlder(file)) {
    const lock = lockDataFolder(options.folder);
    try {
      await (await openStationLog(options)).close();
    } finally {
      lock.release();
    }
  }
  return new SearchReader(file);
}

function isOlder(file: string): boolean {
  let connection: Database.Database | undefined;
  try {
    connection = new Database(file, { readonly: true, fileMustExist: true });
    return pendingMigrations(connection).length > 0;
  } catch (error) {
    throw logFailure(error);
  } finally {
    connection?.close();
  }
}
