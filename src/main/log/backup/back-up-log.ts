import { randomUUID } from 'node:crypto';
import { access, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { PitchlineError } from '../../../shared/errors.ts';
import { syncFile, syncFolder, UNFINISHED } from '../../durable.ts';
import { isDiskFull, systemCode } from '../../errno.ts';
import { type AuditHead, newestAuditRow } from '../audit-chain.ts';
import { filesOf } from '../log-files.ts';
import { schemaVersion } from '../migrate.ts';
import { fileSha256 } from './file-sha256.ts';
import { type BackupManifest, writeManifest } from './manifest.ts';

export interface BackupRequest {
  /** A connection to the log; the writer's own, or one that holds a read transaction. */
  readonly source: Database.Database;
  /** Where to; nothing may be there. */
  readonly file: string;
  readonly software: string;
  readonly at: Date;
  /** Says what is wrong with the copy; null where nothing is. */
  readonly check: (copy: string) => string | null | Promise<string | null>;
  /** @param share from 0 to 1 */
  readonly onProgress?: (share: number) => void;
}

/** Between two parts of so many pages (4 MB) the station has its turn. */
const PAGES_A_STEP = 1_000;

/**
 * Copies a log while it is written to. The copy is one file that needs none beside it; it stands at
 * its place only when it is whole and was found good, with its manifest beside it.
 *
 * @throws PitchlineError FILE_EXISTS, DISK_FULL, LOG_DAMAGED where the copy is not good,
 *   LOG_BACKUP_FAILED
 */
export async function backUpLog(request: BackupRequest): Promise<BackupManifest> {
  const { file, source, onProgress = () => undefined } = request;
  await requireFree(file);
  const copy = join(dirname(file), `${UNFINISHED}${basename(file)}-${randomUUID()}`);
  try {
    await source.backup(copy, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return PAGES_A_STEP;
      },
    });
    const contents = settle(copy);
    const problem = await request.check(copy);
    if (problem !== null) {
      throw new PitchlineError(
        'LOG_DAMAGED',
        `The copy of the log is not good and was not kept: ${problem} Run "pitchline log verify".`,
      );
    }
    await syncFile(copy);
    const { size } = await stat(copy);
    const manifest: BackupManifest = {
      format: 1,
      file: basename(file),
      bytes: size,
      sha256: await fileSha256(copy),
      at: request.at.toISOString(),
      software: request.software,
      ...contents,
    };
    await rename(copy, file);
    await syncFolder(dirname(file));
    await writeManifest(file, manifest);
    return manifest;
  } catch (error) {
    throw backupFailure(error, file);
  } finally {
    for (const each of filesOf(copy)) await rm(each, { force: true });
  }
}

/** Takes the copy out of WAL mode, so that it is complete without a file beside it. */
function settle(copy: string): Pick<BackupManifest, 'schema' | 'inspections' | 'head'> {
  const connection = new Database(copy);
  try {
    connection.pragma('journal_mode = DELETE');
    const head: AuditHead = newestAuditRow(connection);
    const inspections = connection
      .prepare<[], number>('SELECT coalesce(max(seq), 0) FROM inspections')
      .pluck()
      .get();
    return { schema: schemaVersion(connection), inspections: inspections ?? 0, head };
  } finally {
    connection.close();
  }
}

async function requireFree(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new PitchlineError(
    'FILE_EXISTS',
    `${file} is there already, and a backup replaces nothing. Choose another name.`,
  );
}

function backupFailure(cause: unknown, file: string): unknown {
  if (cause instanceof PitchlineError) return cause;
  if (isDiskFull(cause) || systemCode(cause) === 'SQLITE_FULL') {
    return new PitchlineError(
      'DISK_FULL',
      `There is no room for the backup ${file}: nothing of it was kept. Free some space, or choose another disk.`,
      { cause },
    );
  }
  return new PitchlineError(
    'LOG_BACKUP_FAILED',
    `The backup ${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
    { cause },
  );
}
