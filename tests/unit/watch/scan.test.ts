import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNameFilter, isTemporaryName } from '../../../src/main/watch/names.ts';
import { type ScanOptions, scan } from '../../../src/main/watch/scan.ts';
import { tempFolder } from './support.ts';

async function folderOf(paths: readonly string[]): Promise<string> {
  const root = await tempFolder();
  for (const path of paths) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), 'x');
  }
  return root;
}

async function found(root: string, more: Partial<ScanOptions> = {}): Promise<string[]> {
  const options: ScanOptions = {
    root,
    recursive: true,
    wants: createNameFilter([]),
    skips: () => false,
    onFolder: () => undefined,
    onTrouble: (_, error) => {
      throw error;
    },
    ...more,
  };
  return (await Array.fromAsync(scan(options))).sort();
}

describe('a look at a folder', () => {
  it('finds pictures, and leaves temporary names and hidden folders alone', async () => {
    const root = await folderOf([
      'a.bmp',
      'B.JPG',
      'a.bmp.tmp',
      'c.png.part',
      'd.jpg.crdownload',
      '.hidden.jpg',
      'notes.txt',
      'lot ä/e.tif',
      '.cache/f.jpg',
    ]);
    expect(await found(root)).toEqual(['B.JPG', 'a.bmp', 'lot ä/e.tif']);
    expect(await found(root, { recursive: false })).toEqual(['B.JPG', 'a.bmp']);
  });

  it('does not look where judged files go', async () => {
    const root = await folderOf(['a.bmp', 'ok/b.bmp', 'deep/ok/c.bmp']);
    const skips = (path: string): boolean => path === join(root, 'ok');
    expect(await found(root, { skips })).toEqual(['a.bmp', 'deep/ok/c.bmp']);
  });

  it('names each folder that it came by', async () => {
    const root = await folderOf(['a/b/c.bmp']);
    const folders: string[] = [];
    await found(root, { onFolder: (folder) => folders.push(folder) });
    expect(folders).toEqual(['', 'a', 'a/b']);
  });

  it('fails where the folder is not there', async () => {
    const root = await tempFolder();
    await expect(found(join(root, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('names', () => {
  it('follow patterns of * and ?, whatever their case', () => {
    const wants = createNameFilter(['cam?_*.BMP', '*.dat']);
    expect(wants('CAM1_x.bmp')).toBe(true);
    expect(wants('y.dat')).toBe(true);
    expect(wants('cam12_x.bmp')).toBe(false);
    expect(wants('y.dat.tmp')).toBe(false);
  });

  it.each(['.a.jpg', 'a.TMP', 'a.jpg.part', 'a.crdownload', '~$a.jpg', 'a.filepart'])(
    '%s is temporary',
    (name) => {
      expect(isTemporaryName(name)).toBe(true);
    },
  );
});
