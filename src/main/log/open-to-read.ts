import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { lockDataFolder } from './data-lock.ts';
import { logFailure } from './failures.ts';
import { LOG_FILE } from './log-files.ts';
import { pendingMigrations } from './migrate.ts';
import { RecipeReader } from './recipe-reader.ts';
import { SearchReader } from './search/search-reader.ts';
import { openStationLog, type StationLogOptions } from './station-log.ts';

const BUSY_MS = 5_000;

/** What can be read of a log beside the station that writes to it. */
export interface ReadableLog {
  readonly search: SearchReader;
  readonly recipes: RecipeReader;
  close(): Promise<void>;
}

/**
 * Reads the log of a data folder, whether its station runs or not. Where there is none yet it is made,
 * and one of an older form is brought up to date: both need the folder for themselves.
 *
 * @throws PitchlineError LOG_NEWER, LOG_DAMAGED, LOG_NOT_WRITABLE, DATA_FOLDER_IN_USE
 */
export async function openLogToRead(options: StationLogOptions): Promise<ReadableLog> {
  const file = join(options.folder, LOG_FILE);
  if (!existsSync(file) || isOlder(file)) await makeUpToDate(options);
  const connection = connect(file);
  try {
    const recipes = new RecipeReader(connection);
    const search = new SearchReader(file);
    const close = async (): Promise<void> => {
      connection.close();
      await search.close();
    };
    return { search, recipes, close };
  } catch (error) {
    connection.close();
    throw logFailure(error);
  }
}

/**
 * The searching part of it alone.
 *
 * @returns null where there is no log yet
 * @throws PitchlineError as `openLogToRead`
 */
export async function openSearchReader(options: StationLogOptions): Promise<SearchReader | null> {
  const file = join(options.folder, LOG_FILE);
  if (!existsSync(file)) return null;
  if (isOlder(file)) await makeUpToDate(options);
  return new SearchReader(file);
}

async function makeUpToDate(options: StationLogOptions): Promise<void> {
  const lock = lockDataFolder(options.folder);
  try {
    await (await openStationLog(options)).close();
  } finally {
    lock.release();
  }
}

function isOlder(file: string): boolean {
  let connection: Database.Database | undefined;
  try {
    connection = connect(file);
    return pendingMigrations(connection).length > 0;
  } catch (error) {
    throw logFailure(error);
  } finally {
    connection?.close();
  }
}

/** A connection that cannot write. */
function connect(file: string): Database.Database {
  try {
    return new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  } catch (error) {
    throw logFailure(error);
  }
}
