import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { PictureStore } from '../../../src/main/pictures/picture-store.ts';

let folder: string;
let store: PictureStore;

async function* body(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-store-'));
  store = new PictureStore(folder, { maxPictureBytes: 100, maxTotalBytes: 25 });
  await store.open();
});

describe('PictureStore', () => {
  it('keeps the bytes under their hash', async () => {
    const stored = await store.put('a.jpg', body('first ', 'second'));
    expect(stored).toEqual({
      sha256: sha256('first second'),
      name: 'a.jpg',
      bytes: 12,
      url: `/api/v1/pictures/${stored.sha256}`,
    });
    expect(await readFile(await store.path(stored.sha256), 'utf8')).toBe('first second');
  });

  it('forgets the least recently used when it is full, never the one that just came', async () => {
    const old = await store.put('old', body('0123456789'));
    const used = await store.put('used', body('abcdefghij'));
    await utimes(join(folder, old.sha256), 1, 1);
    await utimes(join(folder, used.sha256), 2, 2);
    const big = await store.put('big', body('KLMNOPQRSTUVWXYZKLMNOP'));
    expect(await readdir(folder)).toEqual([big.sha256]);
    await expect(store.path(old.sha256)).rejects.toMatchObject({ code: 'PICTURE_NOT_FOUND' });
  });

  it('may be asked for while it is read: that changes nothing about the file', async () => {
    const { sha256 } = await store.put('a', body('0123456789'));
    const before = await stat(join(folder, sha256), { bigint: true });
    await store.path(sha256);
    const after = await stat(join(folder, sha256), { bigint: true });
    expect([after.mtimeNs, after.ctimeNs]).toEqual([before.mtimeNs, before.ctimeNs]);
  });

  it('refuses a picture over the limit while it streams and leaves nothing behind', async () => {
    await expect(store.put('x', body('x'.repeat(60), 'x'.repeat(60)))).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses an empty picture', async () => {
    await expect(store.put('x.jpg', body())).rejects.toMatchObject({ code: 'PICTURE_EMPTY' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when the sender breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('connection reset');
    }
    await expect(store.put('x', broken())).rejects.toThrow('connection reset');
    expect(await readdir(folder)).toEqual([]);
  });

  it('clears what a killed process left half written', async () => {
    await writeFile(join(folder, '.0f8b-half'), 'half');
    await store.open();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['../../etc/passwd', '', 'ABC', 'f'.repeat(63)])(
    'looks for no file by the name %j',
    async (name) => {
      await expect(store.path(name)).rejects.toMatchObject({ code: 'PICTURE_NOT_FOUND' });
    },
  );
});
