import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceStatusSchema } from '../../src/shared/evidence.ts';
import { FaultStation, until } from './folder/fault-station.ts';
import { putPictures } from './folder/put-pictures.ts';
import { createRandom } from './folder/random.ts';
import { mountSmallDisk } from './folder/small-disk.ts';

const random = createRandom(11);
const disk = mountSmallDisk(64);
const station = new FaultStation(disk === null ? {} : { data: join(disk.path, 'data') });
const filler = join(disk?.path ?? '', 'filler');

afterAll(async () => {
  await station.close();
  disk?.unmount();
});

/** Takes what is free but for some bytes. */
async function fill(leave: number): Promise<void> {
  const { bavail, bsize } = await statfs(disk?.path ?? '');
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave), 1));
}

async function level(): Promise<unknown> {
  const status = EvidenceStatusSchema.parse(await station.ask('/api/v1/evidence', 'GET'));
  return status.room.level;
}

async function limitSpace(warnBytes: number, stopBytes: number): Promise<void> {
  await station.ask('/api/v1/settings', 'PATCH', { freeSpace: { warnBytes, stopBytes } });
}

describe.skipIf(disk === null)('a disk that fills', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    await station.start();
    await limitSpace(0, 0);
    // The small disk was too small for the limits that hold at first.
    await until(async () => (await level()) === 'enough');
  }, 120_000);

  it('to the last byte: the pictures stay where they are, and are judged once when there is room', async () => {
    const { id, path } = await station.watch('full', { afterwards: { kind: 'move' } });
    await fill(0);
    const contents = await putPictures(path, 'picture', 30, random);
    await until(async () => (await station.folder(id)).state === 'waiting');
    expect((await station.folder(id)).problem).toContain('full');
    await rm(filler);
    await until(() => contents.every((sha256) => station.view.isInspected(id, sha256)));
    expect(station.counts(id)).toEqual(Object.fromEntries(contents.map((sha256) => [sha256, 1])));
    await until(async () => (await station.folder(id)).counts.toMove === 0);
  });

  it('nearly: the station stops before it would lose a picture, and goes on by itself', async () => {
    const { id, path } = await station.watch('low');
    await fill(5_000_000);
    await limitSpace(20_000_000, 10_000_000);
    await until(async () => (await station.folder(id)).state === 'waiting');
    const contents = await putPictures(path, 'picture', 3, random);
    expect(await station.ask('/api/v1/inspections', 'POST')).toMatchObject({ code: 'DISK_LOW' });
    expect(station.counts(id)).toEqual({});
    await rm(filler);
    await until(() => contents.every((sha256) => station.view.isInspected(id, sha256)));
    expect((await station.folder(id)).state).toBe('watching');
  });

  it('and the log is whole', async () => {
    expect(await station.verify()).toBe(true);
  });
});
