import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodePictureFile } from '../../../src/main/vision/decode/decode.ts';
import type { Picture } from '../../../src/main/vision/types.ts';

const SHARED = process.env.PITCHLINE_SHARED ?? join(import.meta.dirname, '../../../../shared');
const FOLDER = join(SHARED, 'real', 'awkward');
const LIMITS = { maxPixels: 1e8, maxBytes: 1e8 };
const isThere = existsSync(FOLDER);
if (!isThere) console.log(`skipped: the awkward pictures are not there (${FOLDER})`);

/** What each file of the folder's MANIFEST.json must give. */
const EXPECTED: Readonly<Record<string, readonly [number, number] | string>> = {
  'gear_gray16_full.png': [512, 512],
  'gear_gray16.tif': [512, 512],
  'gear_gray8_topdown_720style.bmp': [509, 512],
  'gear_gray8_bottomup.bmp': [509, 512],
  'gear_rgb24.bmp': [512, 512],
  'gear_exif1.jpg': [400, 512],
  'gear_exif3.jpg': [400, 512],
  'gear_exif6.jpg': [400, 512],
  'gear_exif8.jpg': [400, 512],
  'gear_rgba_cut.png': [512, 512],
  'gear_palette.png': [512, 512],
  'gear_gray.jpg': [512, 512],
  'gear_cmyk.jpg': [512, 512],
  'gear_1x1.png': [1, 1],
  'gear progressive ünïcode 齿轮.jpg': [512, 512],
  'gear_really_png.jpg': [512, 512],
  'gear_half_written.jpg': 'PICTURE_TRUNCATED',
  'empty.jpg': 'PICTURE_EMPTY',
};

async function load(name: string): Promise<Picture> {
  return (await decodePictureFile(join(FOLDER, name), LIMITS)).picture;
}

async function difference(a: string, b: string): Promise<number> {
  const [first, second] = [(await load(a)).data, (await load(b)).data];
  expect(first.length).toBe(second.length);
  return first.reduce((sum, value, i) => sum + Math.abs(value - second[i]!), 0) / first.length;
}

describe.skipIf(!isThere)('the awkward pictures', () => {
  it('are those of the manifest', () => {
    const manifest = JSON.parse(readFileSync(join(FOLDER, 'MANIFEST.json'), 'utf8')) as {
      file: string;
    }[];
    expect(manifest.map(({ file }) => file).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });

  it.each(Object.entries(EXPECTED))('%s', async (name, expected) => {
    if (typeof expected === 'string') {
      await expect(load(name)).rejects.toThrow(expect.objectContaining({ code: expected }));
    } else {
      const { width, height, data } = await load(name);
      expect([width, height, data.length]).toEqual([...expected, width * height * 3]);
    }
  });

  it('top-down and bottom-up BMP are the same picture', async () => {
    expect(await difference('gear_gray8_topdown_720style.bmp', 'gear_gray8_bottomup.bmp')).toBe(0);
  });

  it.each([3, 6, 8])('EXIF turn %d gives the upright picture within a level', async (turn) => {
    expect(await difference('gear_exif1.jpg', `gear_exif${turn}.jpg`)).toBeLessThan(1);
  });

  it('a PNG under a JPEG’s name, 24-bit BMP and 16-bit grey agree', async () => {
    expect(await difference('gear_really_png.jpg', 'gear_rgb24.bmp')).toBe(0);
    expect(await difference('gear_gray16_full.png', 'gear_gray16.tif')).toBe(0);
  });

  it('colour under alpha 0 is kept', async () => {
    expect(await difference('gear_rgba_cut.png', 'gear_rgb24.bmp')).toBe(0);
  });

  it('CMYK, palette and grey stay close to the original', async () => {
    for (const name of ['gear_cmyk.jpg', 'gear_palette.png', 'gear_gray.jpg']) {
      expect(await difference(name, 'gear_rgb24.bmp'), name).toBeLessThan(8);
    }
  });
});
