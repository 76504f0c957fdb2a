import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { isDiskFull } from '../errno.ts';
import { syncFolder, writeSynced } from '../models/durable.ts';
import type { EvidenceFile, EvidenceWish } from './types.ts';
import type { DecodedFile, VisionTools } from './vision-tools.ts';

export interface WrittenEvidence {
  readonly files: readonly EvidenceFile[];
  readonly warnings: readonly string[];
}

/**
 * Writes what the wish may want, each mode once: the verdict that chooses is not known yet. What
 * cannot be written is a warning of the inspection, but for a full disk: then the picture has to
 * wait for room, or its evidence were lost.
 *
 * @throws PitchlineError DISK_FULL
 */
export async function writeEvidence(
  file: DecodedFile,
  wish: EvidenceWish | null,
  vision: Pick<VisionTools, 'webp'>,
): Promise<WrittenEvidence> {
  if (wish === null) return { files: [], warnings: [] };
  const modes = [...new Set(Object.values(wish.modes))].filter((mode) => mode !== 'none');
  const files: EvidenceFile[] = [];
  try {
    for (const mode of modes) {
      const content =
        mode === 'original'
          ? file.bytes
          : await vision.webp(file.picture, wish.maxSide, wish.quality);
      const path = join(wish.folder, `${file.sha256}.${randomUUID()}.${mode}`);
      files.push({ mode, path, bytes: content.byteLength });
      await writeSynced(path, content);
    }
    await syncFolder(wish.folder);
    return { files, warnings: [] };
  } catch (error) {
    for (const { path } of files) await rm(path, { force: true });
    if (isDiskFull(error)) throw noRoom(error);
    const why = error instanceof Error ? error.message : String(error);
    return { files: [], warnings: [`No evidence of this picture could be kept: ${why}`] };
  }
}

function noRoom(cause: unknown): PitchlineError {
  return new PitchlineError(
    'DISK_FULL',
    'The disk that holds the data folder is full: there is no room for the evidence of this picture. Free some space; the picture can then be judged again.',
    { cause },
  );
}
