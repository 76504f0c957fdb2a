import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { PitchlineError } from '../../../shared/errors.ts';
import { replaceFile } from '../../durable.ts';

/** What lies beside a backup, and tells later whether it, or the log that it came from, is whole. */
export const BackupManifestSchema = z.object({
  format: z.literal(1),
  /** Name of the backup, in the same folder. */
  file: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** UTC with milliseconds. */
  at: z.string(),
  software: z.string(),
  /** The form of the log: its newest migration. */
  schema: z.number().int(),
  inspections: z.number().int(),
  /** The newest row of the audit chain at that moment; its number is also how many there are. */
  head: z.object({ seq: z.number().int(), hash: z.string() }),
});
export type BackupManifest = z.infer<typeof BackupManifestSchema>;

export function manifestPath(backup: string): string {
  return `${backup}.json`;
}

export async function writeManifest(backup: string, manifest: BackupManifest): Promise<void> {
  await replaceFile(manifestPath(backup), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** @throws PitchlineError LOG_BACKUP_INVALID */
export async function readManifest(path: string): Promise<BackupManifest> {
  try {
    return BackupManifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new PitchlineError(
      'LOG_BACKUP_INVALID',
      `${basename(path)} is no manifest of a backup that this Pitchline can read. Name the JSON file that lies beside the backup.`,
      { cause },
    );
  }
}
