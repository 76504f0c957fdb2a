import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import { systemCode } from '../errno.ts';
import { newestGoodBackup } from './backup/find-backups.ts';
import { backupsFolder, filesOf, stamp } from './log-files.ts';

/** A damaged log that a start found. */
export interface SetAside {
  /** Its name now, in the data folder. */
  readonly file: string;
  readonly problem: string;
  /** Path of the newest good backup; null where there is none. */
  readonly backup: string | null;
  /** All of it for a person. */
  readonly message: string;
}

/** Gives a damaged log another name, so that a new one can begin; nothing of it is deleted. */
export async function setLogAside(log: string, problem: string, at: Date): Promise<SetAside> {
  const aside = join(dirname(log), `pitchline-damaged-${stamp(at)}.db`);
  const to = filesOf(aside);
  // The file itself first: cut off here, what SQLite kept beside it is not mistaken for a new one's.
  for (const [index, from] of filesOf(log).entries()) {
    await rename(from, to[index] ?? aside).catch(ignoreMissing);
  }
  await syncFolder(dirname(log));
  const good = await newestGoodBackup(backupsFolder(dirname(log)), at);
  const offer =
    good === null
      ? 'There is no good backup.'
      : `The newest good backup is of ${good.manifest.at}: stop the station and run "pitchline log restore ${good.path}" to go on from it.`;
  const file = basename(aside);
  return {
    file,
    problem,
    backup: good?.path ?? null,
    message: `The log was damaged (${problem}). It was set aside as ${file}, and a new one begun. ${offer}`,
  };
}

function ignoreMissing(error: unknown): void {
  if (systemCode(error) !== 'ENOENT') throw error;
}
