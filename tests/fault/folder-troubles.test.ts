import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultStation, until } from './folder/fault-station.ts';
import { movedFiles } from './folder/folder-files.ts';
import { makePicture } from './folder/make-picture.ts';
import { putPictures, sha256Of } from './folder/put-pictures.ts';
import { createRandom } from './folder/random.ts';
import { mountSmallDisk } from './folder/small-disk.ts';

const random = createRandom(7);
const station = new FaultStation();
const disk = mountSmallDisk(4);

beforeAll(() => station.start(), 120_000);
afterAll(async () => {
  await station.close();
  disk?.unmount();
});

/** `PITCHLINE_FAULT_GROWS=60` for the whole minute; each pause is many times what a file has to hold still. */
const GROWS_SECONDS = Number(process.env.PITCHLINE_FAULT_GROWS ?? 20);
const PIECES = 7;

/** Each of these contents has exactly one inspection, and there is no other. */
async function eachOnce(id: string, contents: readonly string[]): Promise<void> {
  await until(() => contents.every((sha256) => station.view.isInspected(id, sha256)));
  // Nothing that could become a second inspection is left.
  await until(async () => (await station.folder(id)).queue.inWork === 0);
  expect(station.counts(id)).toEqual(Object.fromEntries(contents.map((sha256) => [sha256, 1])));
}

describe('a watched folder', { timeout: 240_000 }, () => {
  it('with a file of 0 bytes that grows: it is judged when it is whole, once', async () => {
    const { id, path } = await station.watch('growing');
    const bytes = makePicture(random);
    const file = join(path, 'slow.bmp');
    await writeFile(file, '');
    const pause = (GROWS_SECONDS * 1000) / (PIECES + 1);
    await wait(pause);
    const step = Math.ceil(bytes.length / PIECES);
    for (let at = 0; at < bytes.length; at += step) {
      // It held still for long enough to be tried, and was not whole.
      await until(async () => (await station.folder(id)).troubles.length === 1);
      expect(station.counts(id)).toEqual({});
      await appendFile(file, bytes.subarray(at, at + step));
      await wait(pause);
    }
    await eachOnce(id, [sha256Of(bytes)]);
    expect((await station.folder(id)).counts.quarantined).toBe(0);
  });

  it('that vanishes and comes back: it says so, and what came meanwhile is judged', async () => {
    const { id, path } = await station.watch('vanishing');
    const before = await putPictures(path, 'before', 5, random);
    await eachOnce(id, before);
    await rename(path, `${path} elsewhere`);
    await until(async () => (await station.folder(id)).state === 'missing');
    expect((await station.folder(id)).problem).toContain('not there');
    const meanwhile = await putPictures(`${path} elsewhere`, 'meanwhile', 5, random);
    await rename(`${path} elsewhere`, path);
    await eachOnce(id, [...before, ...meanwhile]);
    expect((await station.folder(id)).state).toBe('watching');
  });

  it('while another program holds the log locked: the files wait', async () => {
    const { id, path } = await station.watch('locked');
    const other = new Database(join(station.data, 'pitchline.db'));
    other.exec('BEGIN IMMEDIATE');
    const contents = await putPictures(path, 'picture', 8, random);
    await until(async () => (await station.folder(id)).state === 'waiting');
    expect((await station.folder(id)).problem).toContain('locked');
    expect(station.counts(id)).toEqual({});
    other.exec('ROLLBACK');
    other.close();
    await eachOnce(id, contents);
  });

  it('with times of another age: they say nothing of what is complete or new', async () => {
    const { id, path } = await station.watch('times');
    const years = [1971, 2001, 2038, 2100];
    const contents: string[] = [];
    for (const year of years) {
      const bytes = makePicture(random);
      const file = join(path, `.${year}.bmp`);
      await writeFile(file, bytes);
      await utimes(file, new Date(year, 0), new Date(year, 0));
      await rename(file, join(path, `${year}.bmp`));
      contents.push(sha256Of(bytes));
    }
    await eachOnce(id, contents);
  });

  it.skipIf(disk === null)(
    'that is read only: judged once each, and moved when it can be',
    async () => {
      const path = join(disk!.path, 'pictures');
      await mkdir(path);
      const contents = await putPictures(path, 'picture', 6, random);
      disk!.readOnly(true);
      const { id } = await station.watch('unused', { path, afterwards: { kind: 'move' } });
      await eachOnce(id, contents);
      await until(async () => (await station.folder(id)).counts.toMove === 6);
      await until(async () => (await station.folder(id)).problem !== null);
      expect(await readdir(path)).toHaveLength(6);
      disk!.readOnly(false);
      await until(async () => (await station.folder(id)).counts.toMove === 0);
      expect(movedFiles(path)).toEqual(new Map(contents.map((sha256) => [sha256, 1])));
      expect(existsSync(join(path, 'picture-0.bmp'))).toBe(false);
      await eachOnce(id, contents);
    },
  );
});
