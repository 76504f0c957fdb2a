import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { StoredEvidence } from '../../shared/evidence.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { StationSettings } from '../../shared/station-settings.ts';
import { isDiskFull } from '../errno.ts';
import type { EvidenceFile, EvidenceWish, JudgeResult } from '../inference/types.ts';
import { copyOriginal } from './copy-original.ts';
import { EvidencePaths, readPendingName } from './evidence-paths.ts';
import { createKeeping, type EvidenceIndex, KEEP_NOTHING, type Keeping } from './keeping.ts';

export interface EvidenceStoreOptions {
  /** `DATA/pictures` */
  readonly folder: string;
  readonly index: EvidenceIndex;
  /** Asked anew for each picture. */
  readonly settings: () => StationSettings['evidence'];
  readonly now: () => Date;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

/**
 * Pictures as they were judged, by content. One inspection goes so:
 *
 * 1. `wish(recipe)` goes into the job, and the inference process writes to a pending name.
 * 2. `keep(result, verdict)`, or `keepFailed(path, sha256)` where the judging failed.
 * 3. `keeping.record()` inside the inspection's transaction.
 * 4. `keeping.settle()` after it; `keeping.discard()` where nothing was recorded.
 */
export class EvidenceStore {
  readonly #options: EvidenceStoreOptions;
  readonly #paths: EvidencePaths;
  #seenPending: ReadonlySet<string> = new Set();

  constructor(options: EvidenceStoreOptions) {
    this.#options = options;
    this.#paths = new EvidencePaths(options.folder);
  }

  /**
   * Finishes what a crash cut off: a pending file moves to its place where the log speaks of it.
   *
   * @throws PitchlineError DATA_FOLDER_NOT_WRITABLE where there can be no such folder
   */
  async open(): Promise<void> {
    try {
      await mkdir(this.#paths.pending, { recursive: true });
    } catch (cause) {
      throw new PitchlineError(
        'DATA_FOLDER_NOT_WRITABLE',
        `The folder of kept pictures, ${this.#options.folder}, cannot be used: ${cause instanceof Error ? cause.message : String(cause)}. It has to be a folder that the station can write to; move away what is there instead.`,
        { cause },
      );
    }
    await this.#decide(await readdir(this.#paths.pending));
  }

  /**
   * What the inference process shall write; null where no verdict keeps anything.
   *
   * @param recipe the one that the picture is judged by, overrides included
   */
  wish(recipe: Recipe): EvidenceWish | null {
    const { modes, maxSide, quality } = this.#options.settings();
    if (Object.values(modes).every((mode) => mode === 'none')) return null;
    return { recipe, modes, maxSide, quality, folder: this.#paths.pending };
  }

  /** Of a picture that was judged. */
  keep(result: Pick<JudgeResult, 'sha256' | 'evidence'>, verdict: Verdict): Keeping {
    return this.#keep(result.sha256, result.evidence ?? null, verdict);
  }

  /**
   * Keeps a copy of a file that could not be judged, where the settings ask for it.
   *
   * @param sha256 the error's; null where the file could not even be read
   * @throws PitchlineError DISK_FULL
   */
  async keepFailed(path: string, sha256: string | null): Promise<Keeping> {
    if (sha256 === null || this.#options.settings().modes.error === 'none') return KEEP_NOTHING;
    try {
      const copy = await copyOriginal(path, sha256, this.#paths.pending);
      return this.#keep(sha256, copy, 'error');
    } catch (cause) {
      if (isDiskFull(cause)) {
        throw new PitchlineError(
          'DISK_FULL',
          'The disk that holds the data folder is full: there is no room for a copy of this picture. Free some space; the picture can then be judged again.',
          { cause },
        );
      }
      this.#options.log('warn', `No copy of ${path} could be kept: ${String(cause)}`);
      return KEEP_NOTHING;
    }
  }

  /** Where a picture's evidence lies. */
  pathOf({ sha256, mode }: Pick<StoredEvidence, 'sha256' | 'mode'>): string {
    return this.#paths.of(sha256, mode);
  }

  /**
   * Decides on pending files that nobody works on any more, as of a cancelled job: those that were
   * there at the call before already. To be called rarely. The clock is not asked: it may jump.
   */
  async sweep(): Promise<void> {
    const names = await readdir(this.#paths.pending);
    await this.#decide(names.filter((name) => this.#seenPending.has(name)));
    this.#seenPending = new Set(names);
  }

  async #decide(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const path = join(this.#paths.pending, name);
      const target = this.#missing(name);
      if (target !== null && !(await exists(target))) {
        await this.#paths.makeFolderOf(target);
        await rename(path, target);
      } else {
        await rm(path, { force: true });
      }
    }
  }

  /** Where a pending file belongs if the log speaks of it. */
  #missing(name: string): string | null {
    const pending = readPendingName(name);
    if (pending === null) return null;
    const known = this.#options.index.find(pending.sha256);
    return known?.mode === pending.mode ? this.#paths.of(pending.sha256, pending.mode) : null;
  }

  #keep(sha256: string, file: EvidenceFile | null, verdict: Verdict): Keeping {
    if (file === null) return KEEP_NOTHING;
    const { index, settings, now } = this.#options;
    // A copy of the file tells more than a smaller picture of it: it stays, and is kept longer.
    const known = index.find(sha256);
    const better = known?.mode === 'original' ? known : file;
    const entry =
      settings().modes[verdict] === 'none'
        ? null
        : { sha256, mode: better.mode, bytes: better.bytes, verdict, storedAtMs: now().getTime() };
    return createKeeping({ file, entry }, this.#paths, index);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
