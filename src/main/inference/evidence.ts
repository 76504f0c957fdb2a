import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { judge } from '../../shared/verdict.ts';
import { syncFolder, writeSynced } from '../durable.ts';
import { isDiskFull } from '../errno.ts';
import { isOutOfMemory } from './out-of-memory.ts';
import type { EvidenceFile, EvidenceWish, JudgeResult } from './types.ts';
import type { DecodedFile, VisionTools } from './vision-tools.ts';

export interface WrittenEvidence {
  readonly evidence: EvidenceFile | null;
  readonly warnings: readonly string[];
}

const NONE: WrittenEvidence = { evidence: null, warnings: [] };

/**
 * Writes what the wish asks for by the verdict on these detections. What cannot be written is a
 * warning of the inspection, but for a full disk: then the picture has to wait for room, or its
 * evidence were lost. Memory that ran out is passed on as well; the picture is tried again.
 *
 * @throws PitchlineError DISK_FULL
 */
export async function writeEvidence(
  { picture, bytes, sha256 }: DecodedFile,
  result: Pick<JudgeResult, 'detections' | 'facts'>,
  wish: EvidenceWish | null,
  vision: Pick<VisionTools, 'webp'>,
): Promise<WrittenEvidence> {
  if (wish === null) return NONE;
  const { width, height } = picture;
  const facts = result.facts ?? null;
  const mode = wish.modes[judge(result.detections, { width, height, facts }, wish.recipe).verdict];
  if (mode === 'none') return NONE;
  const path = join(wish.folder, `${sha256}.${randomUUID()}.${mode}`);
  try {
    const content =
      mode === 'original' ? bytes : await vision.webp(picture, wish.maxSide, wish.quality);
    await writeSynced(path, content);
    await syncFolder(wish.folder);
    return { evidence: { mode, path, bytes: content.byteLength }, warnings: [] };
  } catch (error) {
    await rm(path, { force: true });
    if (isDiskFull(error)) throw noRoom(error);
    if (isOutOfMemory(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return { evidence: null, warnings: [`No evidence of this picture could be kept: ${why}`] };
  }
}

function noRoom(cause: unknown): PitchlineError {
  return new PitchlineError(
    'DISK_FULL',
    'The disk that holds the data folder is full: there is no room for the evidence of this picture. Free some space; the picture can then be judged again.',
    { cause },
  );
}
