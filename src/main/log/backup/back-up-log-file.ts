import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { PitchlineError } from '../../../shared/errors.ts';
import { logFailure } from '../failures.ts';
import { checkCopy } from '../verify/check-copy.ts';
import { type BackupRequest, backUpLog } from './back-up-log.ts';
import type { BackupManifest } from './manifest.ts';

export interface FileBackupRequest extends Omit<BackupRequest, 'source' | 'check'> {
  /** The log, whose station may be running. */
  readonly log: string;
}

/**
 * Backs up a log from outside its station.
 *
 * @throws PitchlineError LOG_NOT_FOUND and what `backUpLog` says
 */
export async function backUpLogFile({ log, ...rest }: FileBackupRequest): Promise<BackupManifest> {
  if (!existsSync(log)) {
    throw new PitchlineError('LOG_NOT_FOUND', `There is no log ${log} that could be backed up.`);
  }
  let source: Database.Database | undefined;
  try {
    source = new Database(log, { readonly: true, fileMustExist: true });
    // One moment is copied; without this each write of the station would begin the copy anew.
    source.exec('BEGIN');
    source.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
    return await backUpLog({ ...rest, source, check: checkCopy });
  } catch (error) {
    throw logFailure(error);
  } finally {
    source?.close();
  }
}
