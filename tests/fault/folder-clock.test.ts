import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultStation, until } from './folder/fault-station.ts';
import { movedFiles } from './folder/folder-files.ts';
import { putPictures } from './folder/put-pictures.ts';
import { createRandom } from './folder/random.ts';

const clock = pathToFileURL(join(import.meta.dirname, 'folder/jumping-clock.mjs')).href;
const station = new FaultStation({ nodeArguments: ['--import', clock] });

beforeAll(() => station.start(), 120_000);
afterAll(() => station.close());

it('a clock that jumps by years, several times a second, loses and doubles nothing', async () => {
  const random = createRandom(3);
  const { id, path } = await station.watch('pictures', { afterwards: { kind: 'move' } });
  const contents: string[] = [];
  for (let burst = 0; burst < 5; burst += 1) {
    const judged = contents.length;
    contents.push(...(await putPictures(path, `burst-${burst}`, 8, random)));
    // The next burst comes while this one is in work.
    await until(() => station.view.total() > judged);
  }
  await until(() => contents.every((sha256) => station.view.isInspected(id, sha256)));
  await until(async () => (await station.folder(id)).counts.toMove === 0);
  expect(station.counts(id)).toEqual(Object.fromEntries(contents.map((sha256) => [sha256, 1])));
  expect(movedFiles(path)).toEqual(new Map(contents.map((sha256) => [sha256, 1])));
  // It has really jumped.
  expect(station.view.years().length).toBeGreaterThan(1);
  expect(await station.verify()).toBe(true);
}, 300_000);
