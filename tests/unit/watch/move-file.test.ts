import { createHash } from 'node:crypto';
import { link, mkdir, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lookAt } from '../../../src/main/watch/fingerprint.ts';
import { type Move, moveFile } from '../../../src/main/watch/move-file.ts';
import { tempFolder } from './support.ts';

/** What the file system is asked to be, for one test. */
const disk = vi.hoisted(() => ({
  links: true,
  crosses: false,
  beforeLink: null as null | (() => Promise<void>),
}));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const failure = (code: string): Error => Object.assign(new Error(code), { code });
  return {
    ...real,
    link: async (from: string, to: string) => {
      await disk.beforeLink?.();
      const leaves = disk.crosses && dirname(from) !== dirname(to);
      if (leaves) throw failure('EXDEV');
      if (!disk.links) throw failure('EPERM');
      return real.link(from, to);
    },
  };
});

let folder = '';
beforeEach(async () => {
  Object.assign(disk, { links: true, crosses: false, beforeLink: null });
  folder = await tempFolder();
});

async function judged(content = 'picture', resumed = false): Promise<Move> {
  const source = join(folder, 'part.bmp');
  await writeFile(source, content);
  const facts = await lookAt(source);
  if (facts === null) throw new Error('just written');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { id: 1, source, target: join(folder, 'ok', 'lot', 'part.bmp'), facts, sha256, resumed };
}

const never = (): void => {
  throw new Error('retargeted');
};
const text = (path: string): Promise<string> => readFile(path, 'utf8');
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

describe.each([
  ['with hard links', { links: true, crosses: false }],
  ['without hard links', { links: false, crosses: false }],
  ['to another file system', { links: true, crosses: true }],
])('a move %s', (_, kind) => {
  beforeEach(() => Object.assign(disk, kind));

  it('takes the file to its folder', async () => {
    const move = await judged();
    expect(await moveFile(move, never)).toBe('moved');
    expect(await text(move.target)).toBe('picture');
    expect(await readdir(folder)).toEqual(['ok']);
    expect(await readdir(dirname(move.target))).toEqual(['part.bmp']);
  });

  it('never overwrites: a number is appended, and told before', async () => {
    const move = await judged();
    await mkdir(dirname(move.target), { recursive: true });
    await writeFile(move.target, 'older');
    await writeFile(join(dirname(move.target), 'part-2.bmp'), 'older too');
    const targets: string[] = [];
    expect(await moveFile(move, (target) => targets.push(target))).toBe('moved');
    expect(targets.map((target) => target.slice(folder.length + 1))).toEqual([
      'ok/lot/part-2.bmp',
      'ok/lot/part-3.bmp',
    ]);
    expect(await text(move.target)).toBe('older');
    expect(await text(join(dirname(move.target), 'part-3.bmp'))).toBe('picture');
  });

  it('leaves what was overwritten since: it is a new arrival', async () => {
    const move = await judged();
    await writeFile(move.source, 'the next picture');
    expect(await moveFile(move, never)).toBe('changed');
    expect(await text(move.source)).toBe('the next picture');
    expect(await exists(move.target)).toBe(false);
  });

  it('that was done already is done', async () => {
    const move = await judged();
    await moveFile(move, never);
    expect(await moveFile({ ...move, resumed: true }, never)).toBe('moved');
    expect(await text(move.target)).toBe('picture');
  });
});

describe('a move that a crash cut off', () => {
  it('between the two names of the file is ended', async () => {
    const move = await judged('picture', true);
    await mkdir(dirname(move.target), { recursive: true });
    await link(move.source, move.target);
    expect(await moveFile(move, never)).toBe('moved');
    expect(await exists(move.source)).toBe(false);
    expect(await text(move.target)).toBe('picture');
  });

  it('after the name was reserved is ended', async () => {
    const move = await judged('picture', true);
    await mkdir(dirname(move.target), { recursive: true });
    await writeFile(move.target, '');
    expect(await moveFile(move, never)).toBe('moved');
    expect(await exists(move.source)).toBe(false);
    expect(await text(move.target)).toBe('picture');
  });

  it('does not take an equal file of the same file system for its own', async () => {
    const move = await judged('picture', true);
    await mkdir(dirname(move.target), { recursive: true });
    await writeFile(move.target, 'picture');
    expect(await moveFile(move, () => undefined)).toBe('moved');
    expect((await readdir(dirname(move.target))).sort()).toEqual(['part-2.bmp', 'part.bmp']);
  });
});

it('what the camera overwrites in the moment of the move goes back', async () => {
  const move = await judged();
  disk.beforeLink = async () => {
    disk.beforeLink = null;
    await writeFile(move.source, 'the next picture');
  };
  expect(await moveFile(move, never)).toBe('changed');
  expect(await text(move.source)).toBe('the next picture');
  expect(await exists(move.target)).toBe(false);
});

it('a file that somebody took away is gone', async () => {
  const move = await judged();
  await unlink(move.source);
  expect(await moveFile(move, never)).toBe('gone');
});
