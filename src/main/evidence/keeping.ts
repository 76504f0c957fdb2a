import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StoredEvidence } from '../../shared/evidence.ts';
import { syncFolder } from '../durable.ts';
import type { EvidenceFile } from '../inference/types.ts';
import type { PictureIndex } from '../log/picture-index.ts';
import type { EvidencePaths } from './evidence-paths.ts';

/** Where evidence is noted: the `pictures` table. */
export type EvidenceIndex = Pick<PictureIndex, 'find' | 'noteStored'>;

/**
 * The evidence of one inspection between its judgement and its place in the data folder. `record`
 * belongs inside the inspection's transaction; then comes `settle`, or `discard` where it failed.
 * Whatever a crash leaves in between, the next start finishes by the log: no evidence that the log
 * speaks of is missing, and none lies there that it does not know.
 */
export interface Keeping {
  record(): void;
  settle(): Promise<void>;
  discard(): Promise<void>;
}

/** Of an inspection of which nothing was written. */
export const KEEP_NOTHING: Keeping = {
  record: () => undefined,
  settle: async () => undefined,
  discard: async () => undefined,
};

export interface Choice {
  /** What was written for the inspection. */
  readonly file: EvidenceFile;
  /** What the log notes; null where nothing is to be kept. */
  readonly entry: StoredEvidence | null;
}

export function createKeeping(
  { file, entry }: Choice,
  paths: EvidencePaths,
  index: EvidenceIndex,
): Keeping {
  const discard = (): Promise<void> => rm(file.path, { force: true });
  return {
    record: () => {
      if (entry !== null) index.noteStored(entry);
    },
    settle: async () => {
      // Not where the entry is of an older file that stays.
      if (entry?.mode !== file.mode) return discard();
      const target = paths.of(entry.sha256, entry.mode);
      await paths.makeFolderOf(target);
      await rename(file.path, target);
      await syncFolder(dirname(target));
      // The picture has one entry, hence one file.
      if (entry.mode === 'original') await rm(paths.of(entry.sha256, 'webp'), { force: true });
    },
    discard,
  };
}
