import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readPictureFile } from '../../../src/main/vision/decode/read-picture-file.ts';

/** Runs once, between opening the file and the first byte of it. */
const disk = vi.hoisted(() => ({ beforeRead: null as null | (() => Promise<void>) }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (path: string, flags?: string) => {
      const file = await real.open(path, flags);
      const read = file.read.bind(file);
      const slow = async (...args: Parameters<typeof read>) => {
        await disk.beforeRead?.();
        disk.beforeRead = null;
        return read(...args);
      };
      return Object.assign(file, { read: slow });
    },
  };
});

async function picture(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchline-read-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'latest.bmp');
  await writeFile(path, 'the old picture');
  return path;
}

it('reads the whole file', async () => {
  const bytes = await readPictureFile(await picture(), 100);
  expect(Buffer.from(bytes).toString()).toBe('the old picture');
});

it('gives no mixture of two pictures where one is written while it reads', async () => {
  const path = await picture();
  disk.beforeRead = () => writeFile(path, 'the new picture');
  await expect(readPictureFile(path, 100)).rejects.toMatchObject({ code: 'PICTURE_CHANGED' });
});
