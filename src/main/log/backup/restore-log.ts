import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PitchlineError } from '../../../shared/errors.ts';
import type { LogProblem } from '../../../shared/log-verification.ts';
import { syncFile, syncFolder, UNFINISHED } from '../../durable.ts';
import { damageOf } from '../damage.ts';
import { LogDatabase } from '../database.ts';
import { filesOf, LOG_FILE, stamp } from '../log-files.ts';
import { setLogAside } from '../set-aside.ts';
import { verifyBackup } from './verify-backup.ts';

export interface RestoreRequest {
  /** The data folder; this process holds its lock. */
  readonly folder: string;
  readonly backup: string;
  readonly at: Date;
}

export interface Restored {
  /** Name of the log that was there before, in the data folder; null where there was none. */
  readonly replaced: string | null;
}

/**
 * Puts a backup in the place of the log, after it was verified. The log that was there keeps its
 * rows under another name. Cut off anywhere, there is the old one or the new one.
 *
 * @throws PitchlineError LOG_NOT_FOUND, LOG_BACKUP_INVALID and what reading and writing say
 */
export async function restoreLog({ folder, backup, at }: RestoreRequest): Promise<Restored> {
  const { problem } = await verifyBackup(backup);
  if (problem !== null) throw notGood(backup, problem);
  const log = join(folder, LOG_FILE);
  await mkdir(folder, { recursive: true });
  const copy = join(folder, `${UNFINISHED}${LOG_FILE}-${randomUUID()}`);
  try {
    await copyFile(backup, copy, constants.COPYFILE_FICLONE);
    await syncFile(copy);
    const replaced = await keepOld(log, at);
    await rename(copy, log);
    await syncFolder(dirname(log));
    return { replaced };
  } finally {
    for (const each of filesOf(copy)) await rm(each, { force: true });
  }
}

/** Gives what is there a second name, complete in one file. */
async function keepOld(log: string, at: Date): Promise<string | null> {
  const isThere = await access(log).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const damage = damageOf(log);
  if (damage !== null) return (await setLogAside(log, damage, at)).file;
  const old = new LogDatabase(log);
  // Out of WAL mode, SQLite keeps nothing beside it that could be taken for the new one's.
  old.connection.pragma('journal_mode = DELETE');
  old.close();
  const kept = join(dirname(log), `pitchline-replaced-${stamp(at)}.db`);
  await link(log, kept);
  return basename(kept);
}

function notGood(backup: string, { message }: LogProblem): PitchlineError {
  return new PitchlineError(
    'LOG_BACKUP_INVALID',
    `${basename(backup)} was not restored, because it is not good: ${message} Choose another backup.`,
  );
}
