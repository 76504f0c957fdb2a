import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makePicture } from './make-picture.ts';
import type { Random } from './random.ts';

/** A picture that came: it has to have exactly one inspection in the end. */
export interface Arrival {
  readonly folder: string;
  /** Relative, with `/`. */
  readonly path: string;
  readonly sha256: string;
}

/** What a folder's owner does with a picture that was judged. */
export type Afterwards = 'stay' | 'move';

export interface ArrivingFolder {
  readonly path: string;
  readonly afterwards: Afterwards;
}

const WAYS = ['whole', 'halves', 'renamed', 'inside', 'overwritten', 'again', 'copy'] as const;

/** Pictures as cameras and people put them into folders, in bursts. */
export class Arrivals {
  readonly all: Arrival[] = [];
  readonly #folders: readonly ArrivingFolder[];
  readonly #random: Random;
  readonly #isJudged: (arrival: Arrival) => boolean;
  /** By folder: what `latest.bmp` held last. */
  readonly #latest = new Map<string, Arrival>();
  #count = 0;

  /** @param isJudged a camera that overwrites one name does so when the last picture was taken */
  constructor(
    folders: readonly ArrivingFolder[],
    random: Random,
    isJudged: (arrival: Arrival) => boolean,
  ) {
    this.#folders = folders;
    this.#random = random;
    this.#isJudged = isJudged;
  }

  /** Some pictures at once, each in its way. */
  async burst(most: number): Promise<void> {
    const count = this.#random.whole(1, most);
    await Promise.all(Array.from({ length: count }, () => this.#one()));
  }

  async #one(): Promise<void> {
    const folder = this.#random.oneOf(this.#folders);
    const way = this.#random.oneOf(WAYS);
    this.#count += 1;
    const name = `part-${String(this.#count).padStart(6, '0')}.bmp`;
    const bytes = makePicture(this.#random);
    switch (way) {
      case 'whole':
        return this.#put(folder, name, (path) => writeFile(path, bytes), bytes);
      case 'inside':
        return this.#put(
          folder,
          `lot ä ${this.#count % 5}/${name}`,
          (path) => writeFile(path, bytes),
          bytes,
        );
      case 'halves':
        return this.#put(folder, name, (path) => this.#writeSlowly(path, bytes), bytes);
      case 'renamed':
        return this.#put(folder, name, (path) => writeAndRename(path, bytes), bytes);
      case 'copy': {
        await this.#put(folder, name, (path) => writeFile(path, bytes), bytes);
        return this.#put(folder, `copy of ${name}`, (path) => writeFile(path, bytes), bytes);
      }
      case 'overwritten':
        return this.#overwrite(folder, bytes);
      case 'again':
        return this.#writeAgain();
    }
  }

  async #put(
    folder: ArrivingFolder,
    path: string,
    write: (path: string) => Promise<void>,
    bytes: Buffer,
  ): Promise<void> {
    const whole = join(folder.path, path);
    await mkdir(dirname(whole), { recursive: true });
    await write(whole);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.all.push({ folder: folder.path, path, sha256 });
  }

  /** As a slow share brings it: the file lies there half for a while. */
  async #writeSlowly(path: string, bytes: Buffer): Promise<void> {
    const file = await open(path, 'w');
    try {
      const half = this.#random.whole(0, bytes.length - 1);
      await file.write(bytes.subarray(0, half));
      await wait(this.#random.whole(20, 600));
      await file.write(bytes.subarray(half));
    } finally {
      await file.close();
    }
  }

  /** New bytes under an old name, once the old ones were taken (and moved away). */
  async #overwrite(folder: ArrivingFolder, bytes: Buffer): Promise<void> {
    const before = this.#latest.get(folder.path);
    const path = join(folder.path, 'latest.bmp');
    if (before !== undefined) {
      const taken = this.#isJudged(before) && (folder.afterwards === 'stay' || !existsSync(path));
      if (!taken) return;
    }
    // Reserved before the first wait: two of one burst must not both overwrite.
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#latest.set(folder.path, { folder: folder.path, path: 'latest.bmp', sha256 });
    await this.#put(folder, 'latest.bmp', (target) => writeFile(target, bytes), bytes);
  }

  /** The same bytes under the same name: touched, or copied once more. It is no new picture. */
  async #writeAgain(): Promise<void> {
    const staying = this.#folders.filter(({ afterwards }) => afterwards === 'stay');
    const known = this.all.filter(
      ({ folder, path }) => path !== 'latest.bmp' && staying.some((stay) => stay.path === folder),
    );
    if (known.length === 0) return;
    const arrival = this.#random.oneOf(known);
    const path = join(arrival.folder, arrival.path);
    const file = await open(path, 'r+');
    try {
      const first = Buffer.alloc(1);
      await file.read(first, 0, 1, 0);
      await file.write(first, 0, 1, 0);
    } finally {
      await file.close();
    }
  }
}

async function writeAndRename(path: string, bytes: Buffer): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, bytes);
  await rename(temporary, path);
}
