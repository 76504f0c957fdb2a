import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webpSize } from '../../../src/main/annotations/webp-size.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-webp-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SIZES = [
  [37, 21],
  [1, 1],
  [300, 8191],
] as const;

it.each(
  SIZES.flatMap(([width, height]) => [
    { kind: 'lossy', width, height, channels: 3, options: { quality: 80 } } as const,
    { kind: 'lossless', width, height, channels: 3, options: { lossless: true } } as const,
    { kind: 'with transparency', width, height, channels: 4, options: { quality: 80 } } as const,
  ]),
)(
  'reads the size of a WebP: $kind, $width × $height',
  async ({ width, height, channels, options }) => {
    const background = { r: 200, g: 90, b: 10, alpha: 0.5 };
    const path = join(folder, 'a.webp');
    await sharp({ create: { width, height, channels, background } }).webp(options).toFile(path);
    expect(await webpSize(path)).toEqual({ width, height });
  },
);

it.each(['', 'RIFF', `${'x'.repeat(40)}`, `RIFF0000WEBPVP9 ${'x'.repeat(40)}`])(
  'has no size of what is no WebP: %j',
  async (text) => {
    const path = join(folder, 'b.webp');
    await writeFile(path, text);
    expect(await webpSize(path)).toBeNull();
  },
);
