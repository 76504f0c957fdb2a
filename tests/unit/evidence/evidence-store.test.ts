import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceStore } from '../../../src/main/evidence/evidence-store.ts';
import type { EvidenceIndex } from '../../../src/main/evidence/keeping.ts';
import type { EvidenceFile } from '../../../src/main/inference/types.ts';
import type { StoredEvidence } from '../../../src/shared/evidence.ts';
import { DEFAULT_RECIPE } from '../../../src/shared/recipe.ts';
import type { StationSettings } from '../../../src/shared/station-settings.ts';

const SHA = 'ab'.repeat(32);

let root = '';
let index: EvidenceIndex & { readonly entries: Map<string, StoredEvidence> };
let settings: StationSettings['evidence'];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pitchline-evidence-'));
  const entries = new Map<string, StoredEvidence>();
  index = {
    entries,
    find: (sha256) => entries.get(sha256) ?? null,
    noteStored: (entry) => entries.set(entry.sha256, entry),
  };
  settings = {
    modes: { ok: 'none', ng: 'webp', review: 'original', error: 'original' },
    maxSide: 1024,
    quality: 80,
  };
});
afterEach(() => rm(root, { recursive: true }));

const pictures = (): string => join(root, 'pictures');

async function openStore(): Promise<EvidenceStore> {
  const lines: string[] = [];
  const store = new EvidenceStore({
    folder: pictures(),
    index,
    settings: () => settings,
    now: () => new Date(1000),
    log: (_, message) => lines.push(message),
  });
  await store.open();
  return store;
}

/** As the inference process leaves it. */
async function written(
  store: EvidenceStore,
  mode: EvidenceFile['mode'] = 'webp',
): Promise<EvidenceFile> {
  const folder = store.wish(DEFAULT_RECIPE)?.folder ?? '';
  const path = join(folder, `${SHA}.${randomUUID()}.${mode}`);
  await writeFile(path, `${mode} bytes`);
  return { mode, path, bytes: mode.length + 6 };
}

/** Every file under pictures/, relative. */
async function files(): Promise<readonly string[]> {
  const entries = await readdir(pictures(), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(pictures().length + 1))
    .sort();
}

describe('evidence of one inspection', () => {
  it.each([
    ['ng', 'webp'],
    ['review', 'original'],
    ['error', 'original'],
  ] as const)(
    'by the verdict %s stays as %s, under the hash of the bytes',
    async (verdict, mode) => {
      const store = await openStore();
      const keeping = store.keep({ sha256: SHA, evidence: await written(store, mode) }, verdict);
      keeping.record();
      await keeping.settle();
      expect(await files()).toEqual([`ab/${SHA}.${mode}`]);
      expect(await readFile(store.pathOf({ sha256: SHA, mode }), 'utf8')).toBe(`${mode} bytes`);
      expect(index.entries.get(SHA)).toEqual({
        sha256: SHA,
        mode,
        bytes: mode.length + 6,
        verdict,
        storedAtMs: 1000,
      });
    },
  );

  it('by a verdict of which nothing is kept is deleted', async () => {
    const store = await openStore();
    const keeping = store.keep({ sha256: SHA, evidence: await written(store) }, 'ok');
    keeping.record();
    await keeping.settle();
    expect(await files()).toEqual([]);
    expect(index.entries.size).toBe(0);
  });

  it('that could not be recorded leaves nothing', async () => {
    const store = await openStore();
    await store.keep({ sha256: SHA, evidence: await written(store) }, 'ng').discard();
    expect(await files()).toEqual([]);
  });

  it('is not asked for where no verdict keeps any', async () => {
    settings = { ...settings, modes: { ok: 'none', ng: 'none', review: 'none', error: 'none' } };
    expect((await openStore()).wish(DEFAULT_RECIPE)).toBeNull();
  });

  it('that is a copy of the file is not replaced by a smaller picture, but the other way round', async () => {
    const store = await openStore();
    const tries = [
      ['ng', 'webp'],
      ['review', 'original'],
      ['ng', 'webp'],
    ] as const;
    for (const [verdict, mode] of tries) {
      const keeping = store.keep({ sha256: SHA, evidence: await written(store, mode) }, verdict);
      keeping.record();
      await keeping.settle();
    }
    expect(await files()).toEqual([`ab/${SHA}.original`]);
    expect(await readFile(store.pathOf({ sha256: SHA, mode: 'original' }), 'utf8')).toBe(
      'original bytes',
    );
    expect(index.entries.get(SHA)).toMatchObject({ mode: 'original', bytes: 14, verdict: 'ng' });
  });
});

describe('a file that could not be judged', () => {
  const content = 'half a picture';
  const sha256 = createHash('sha256').update(content).digest('hex');

  it('is copied, if it is still the one that was tried', async () => {
    const store = await openStore();
    const path = join(root, 'broken.jpg');
    await writeFile(path, content);
    const keeping = await store.keepFailed(path, sha256);
    keeping.record();
    await keeping.settle();
    expect(await files()).toEqual([`${sha256.slice(0, 2)}/${sha256}.original`]);
    expect(index.entries.get(sha256)).toMatchObject({ verdict: 'error', bytes: content.length });
  });

  it('leaves nothing where it has changed, is gone, was never read, or is not wanted', async () => {
    const store = await openStore();
    const path = join(root, 'broken.jpg');
    await writeFile(path, 'the rest came');
    const tries = [
      await store.keepFailed(path, sha256),
      await store.keepFailed(join(root, 'gone.jpg'), sha256),
      await store.keepFailed(path, null),
    ];
    settings = { ...settings, modes: { ...settings.modes, error: 'none' } };
    tries.push(await store.keepFailed(path, sha256));
    for (const keeping of tries) {
      keeping.record();
      await keeping.settle();
    }
    expect(await files()).toEqual([]);
    expect(index.entries.size).toBe(0);
  });
});

describe('a crash', () => {
  it('after the record: the next start moves the file to its place', async () => {
    const store = await openStore();
    store.keep({ sha256: SHA, evidence: await written(store) }, 'ng').record();
    await openStore();
    expect(await files()).toEqual([`ab/${SHA}.webp`]);
  });

  it('before the record: the next start deletes what nobody knows of', async () => {
    const store = await openStore();
    await written(store);
    await writeFile(join(pictures(), '.pending', 'something.else'), '');
    await openStore();
    expect(await files()).toEqual([]);
  });

  it('of a job alone: what it left is swept at the second look, not while others work', async () => {
    const store = await openStore();
    await written(store);
    await store.sweep();
    const young = await written(store);
    await store.sweep();
    expect(await files()).toEqual([young.path.slice(pictures().length + 1)]);
  });
});

it('a file where the folder of pictures should be is told in words, and stays', async () => {
  await writeFile(pictures(), 'a file');
  await expect(openStore()).rejects.toMatchObject({
    code: 'DATA_FOLDER_NOT_WRITABLE',
    message: expect.stringContaining(pictures()),
  });
  expect(await readFile(pictures(), 'utf8')).toBe('a file');
});
