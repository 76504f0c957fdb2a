import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { StoredPicture } from '../../shared/api.ts';
import { PitchlineError } from '../../shared/errors.ts';
import { isDiskFull, systemCode } from '../errno.ts';

export interface PictureStoreLimits {
  /** One picture, in bytes. */
  readonly maxPictureBytes: number;
  /** All pictures together, in bytes; the least recently used go first. */
  readonly maxTotalBytes: number;
}

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Pictures that came in by the API, under their sha256, so that one can be judged again by another
 * model and shown without being sent again. A bounded cache, not evidence.
 */
export class PictureStore {
  readonly #folder: string;
  readonly #limits: PictureStoreLimits;
  /**
   * When each was asked for, in ms. Not as the file's date: whoever reads the file just then would see
   * that it changed.
   */
  readonly #used = new Map<string, number>();

  constructor(folder: string, limits: PictureStoreLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** Empties what a killed process left half written. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      if (!SHA256.test(name)) await rm(join(this.#folder, name), { force: true });
    }
  }

  /**
   * Streams a picture to disk while hashing it; the file appears under its name only when it is whole.
   *
   * @throws PitchlineError BODY_TOO_LARGE, PICTURE_EMPTY, DISK_FULL
   */
  async put(name: string, body: AsyncIterable<Uint8Array>): Promise<StoredPicture> {
    const temporary = join(this.#folder, `.${randomUUID()}`);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      const file = await open(temporary, 'wx');
      try {
        for await (const chunk of body) {
          bytes += chunk.byteLength;
          if (bytes > this.#limits.maxPictureBytes) throw tooLarge(this.#limits.maxPictureBytes);
          hash.update(chunk);
          await file.write(chunk);
        }
      } finally {
        await file.close();
      }
      if (bytes === 0) throw new PitchlineError('PICTURE_EMPTY', `${name} is empty (0 bytes).`);
      const sha256 = hash.digest('hex');
      await rename(temporary, join(this.#folder, sha256));
      await this.#evict(sha256);
      return describe(sha256, name, bytes);
    } catch (error) {
      await rm(temporary, { force: true });
      throw isDiskFull(error)
        ? new PitchlineError(
            'DISK_FULL',
            'The disk that holds the data folder is full; the picture was not taken. Free some space and send it again.',
            { cause: error },
          )
        : error;
    }
  }

  /** Takes a file of this machine into the store. */
  async putFile(path: string): Promise<StoredPicture> {
    return this.put(basename(path), createReadStream(path));
  }

  /**
   * Where the bytes lie.
   *
   * @throws PitchlineError PICTURE_NOT_FOUND when it was never sent or is no longer kept
   */
  async path(sha256: string): Promise<string> {
    const path = join(this.#folder, sha256);
    if (SHA256.test(sha256)) {
      try {
        await access(path);
        this.#used.set(sha256, Date.now());
        return path;
      } catch (cause) {
        if (systemCode(cause) !== 'ENOENT') throw cause;
      }
    }
    throw new PitchlineError(
      'PICTURE_NOT_FOUND',
      'The station does not hold this picture (any more). Send it again.',
    );
  }

  async #evict(justCame: string): Promise<void> {
    const files: { readonly name: string; readonly size: number; readonly used: number }[] = [];
    for (const name of await readdir(this.#folder)) {
      if (!SHA256.test(name)) continue;
      const facts = await stat(join(this.#folder, name)).catch(() => null);
      if (facts !== null)
        files.push({ name, size: facts.size, used: this.#used.get(name) ?? facts.mtimeMs });
    }
    let total = files.reduce((sum, file) => sum + file.size, 0);
    for (const file of files.toSorted((a, b) => a.used - b.used)) {
      if (total <= this.#limits.maxTotalBytes) return;
      if (file.name === justCame) continue;
      await rm(join(this.#folder, file.name), { force: true });
      this.#used.delete(file.name);
      total -= file.size;
    }
  }
}

function describe(sha256: string, name: string, bytes: number): StoredPicture {
  return { sha256, name, bytes, url: `/api/v1/pictures/${sha256}` };
}

function tooLarge(limit: number): PitchlineError {
  return new PitchlineError(
    'BODY_TOO_LARGE',
    `The picture is larger than ${(limit / 1e6).toFixed(0)} MB, the station's limit.`,
  );
}
