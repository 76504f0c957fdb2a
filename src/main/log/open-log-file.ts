import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { backUpLog } from './backup/back-up-log.ts';
import { damageOf } from './damage.ts';
import { LogDatabase } from './database.ts';
import { backupsFolder, LOG_FILE, stamp } from './log-files.ts';
import { migrate, pendingMigrations, schemaVersion } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { type SetAside, setLogAside } from './set-aside.ts';
import { checkCopy } from './verify/check-copy.ts';

export interface OpenLogFile {
  readonly folder: string;
  readonly software: string;
  readonly now: () => Date;
  readonly migrations?: readonly Migration[];
}

export interface OpenedLogFile {
  readonly database: LogDatabase;
  readonly setAside: SetAside | null;
  /** From and to which form it was brought; null where it was up to date, or new. */
  readonly migrated: { readonly from: number; readonly to: number; readonly backup: string } | null;
}

/**
 * Opens the file in the form of this version: one that is damaged is set aside first, one of an older
 * form backed up.
 *
 * @throws PitchlineError LOG_NEWER, DISK_FULL, LOG_BACKUP_FAILED; what SQLite says of the rest
 */
export async function openLogFile(options: OpenLogFile): Promise<OpenedLogFile> {
  const { folder, now, migrations = MIGRATIONS } = options;
  const path = join(folder, LOG_FILE);
  await mkdir(folder, { recursive: true });
  const problem = damageOf(path);
  const setAside = problem === null ? null : await setLogAside(path, problem, now());
  const database = new LogDatabase(path);
  try {
    const { connection } = database;
    const from = schemaVersion(connection);
    const pending = pendingMigrations(connection, migrations);
    const to = pending.at(-1)?.version;
    if (to === undefined) return { database, setAside, migrated: null };
    const backup = from === 0 ? null : await backUpBefore(connection, options, to);
    migrate(connection, pending);
    return { database, setAside, migrated: backup === null ? null : { from, to, backup } };
  } catch (error) {
    database.close();
    throw error;
  }
}

async function backUpBefore(
  source: LogDatabase['connection'],
  { folder, software, now }: OpenLogFile,
  to: number,
): Promise<string> {
  const at = now();
  const backups = backupsFolder(folder);
  await mkdir(backups, { recursive: true });
  const file = join(backups, `before-form-${to}-${stamp(at)}.db`);
  await backUpLog({ source, file, software, at, check: checkCopy });
  return file;
}
