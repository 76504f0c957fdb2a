import { access } from 'node:fs/promises';
import { PitchlineError } from '../../../shared/errors.ts';
import type { LogVerification } from '../../../shared/log-verification.ts';
import type { KnownHead } from '../verify/check-chain.ts';
import { verifyLog } from '../verify/verify-log.ts';
import type { OnProgress } from '../verify/walk.ts';
import { manifestPath, readManifest } from './manifest.ts';

const HASH = /^[0-9a-f]{64}$/;

/**
 * Verifies a backup, or any log, against the manifest beside it where there is one.
 *
 * @throws PitchlineError LOG_NOT_FOUND, LOG_BACKUP_INVALID and what `verifyLog` says
 */
export async function verifyBackup(
  file: string,
  known: KnownHead | null = null,
  onProgress?: OnProgress,
): Promise<LogVerification> {
  if (!(await exists(file))) {
    throw new PitchlineError('LOG_NOT_FOUND', `There is no log ${file}.`);
  }
  const manifest = manifestPath(file);
  const head = known ?? ((await exists(manifest)) ? (await readManifest(manifest)).head : null);
  return verifyLog(file, { known: head, ...(onProgress === undefined ? {} : { onProgress }) });
}

/**
 * A head that somebody kept: the hash as `log verify` prints it, or the manifest of a backup.
 *
 * @throws PitchlineError LOG_BACKUP_INVALID
 */
export async function readKnownHead(text: string): Promise<KnownHead> {
  const hash = text.toLowerCase();
  if (HASH.test(hash)) return { hash, seq: null };
  return (await readManifest(text)).head;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
