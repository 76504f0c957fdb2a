import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultStation, until } from './folder/fault-station.ts';
import { makePicture } from './folder/make-picture.ts';
import { createRandom } from './folder/random.ts';

/** `PITCHLINE_FAULT_FILES=100000` for the whole measure; all of them are there before it starts. */
const FILES = Number(process.env.PITCHLINE_FAULT_FILES ?? 5_000);
/** So many are judged while it is measured. */
const JUDGED = 200;
/** Of one picture, several names: it is the list of them that counts, not what they hold. */
const NAMES_A_PICTURE = 500;

const station = new FaultStation();
beforeAll(() => station.start(), 120_000);
afterAll(() => station.close());

it(`${FILES} files at once: memory is bounded, the pace steady, the oldest first`, async () => {
  const random = createRandom(5);
  const path = join(station.root, 'many');
  await mkdir(path);
  let number = 0;
  while (number < FILES) {
    const first = join(path, nameOf(number));
    await writeFile(first, makePicture(random));
    number += 1;
    for (let name = 1; name < NAMES_A_PICTURE && number < FILES; name += 1) {
      await link(first, join(path, nameOf(number)));
      number += 1;
    }
  }
  const before = await station.memory();
  const begun = performance.now();
  const { id } = await station.watch('many');
  await until(() => station.view.total() > 0);
  const firstAfterMs = performance.now() - begun;
  let most = before;
  const halves: number[] = [];
  for (const goal of [JUDGED / 2, JUDGED]) {
    const since = performance.now();
    await until(async () => {
      most = Math.max(most, await station.memory());
      return station.view.total() >= Math.min(goal, FILES);
    });
    halves.push(Math.round(performance.now() - since));
  }
  const { queue } = await station.folder(id);
  process.stdout.write(
    `${FILES} files waiting: first verdict after ${Math.round(firstAfterMs)} ms, then ${JUDGED / 2} in ${halves.join(' and in ')} ms; the station's memory was ${before} MB before and ${most} MB at most; it says that ${queue.waiting}${queue.more ? ' and more' : ''} wait\n`,
  );
  // With what a look leaves for the garbage collector; a list of all would grow with their number.
  expect(most).toBeLessThan(before + 250);
  expect(queue.waiting + queue.inWork).toBeGreaterThan(0);
  // The first ones were judged before the folder was read to its end, or it would be no order.
  const last = station.view.firstPaths(20).toSorted().at(-1) ?? '';
  expect(last < nameOf(NAMES_A_PICTURE)).toBe(true);
}, 600_000);

function nameOf(number: number): string {
  return `p${String(number).padStart(7, '0')}.bmp`;
}
