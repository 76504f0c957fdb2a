import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Verdict } from '../../shared/domain.ts';
import type { EvidenceFile } from '../inference/types.ts';
import { syncFolder } from '../models/durable.ts';
import type { EvidencePaths } from './evidence-paths.ts';

/** What the log notes of a picture's evidence. */
export interface EvidenceEntry {
  readonly sha256: string;
  readonly mode: EvidenceFile['mode'];
  readonly bytes: number;
  /** Whose retention rule keeps it. */
  readonly verdict: Verdict;
}

/** Where evidence is noted: the `pictures` table. */
export interface EvidenceIndex {
  /** What is kept of a picture now. */
  find(sha256: string): Pick<EvidenceEntry, 'mode' | 'bytes'> | null;
  /** Call inside the transaction that records the inspection, after its picture has a row. */
  noteStored(entry: EvidenceEntry): void;
}

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
  /** All that was written for the inspection. */
  readonly written: readonly EvidenceFile[];
  /** The one that goes to its place; the others are deleted. */
  readonly chosen: EvidenceFile | null;
  readonly entry: EvidenceEntry | null;
}

export function createKeeping(
  { written, chosen, entry }: Choice,
  paths: EvidencePaths,
  index: EvidenceIndex,
): Keeping {
  const remove = (files: readonly EvidenceFile[]): Promise<unknown> =>
    Promise.all(files.map(({ path }) => rm(path, { force: true })));
  return {
    record: () => {
      if (entry !== null) index.noteStored(entry);
    },
    settle: async () => {
      if (chosen !== null && entry !== null) {
        const target = paths.of(entry.sha256, entry.mode);
        await paths.makeFolderOf(target);
        await rename(chosen.path, target);
        await syncFolder(dirname(target));
        // The picture has one entry, hence one file.
        if (entry.mode === 'original') await rm(paths.of(entry.sha256, 'webp'), { force: true });
      }
      await remove(written.filter((file) => file !== chosen));
    },
    discard: async () => {
      await remove(written);
    },
  };
}
