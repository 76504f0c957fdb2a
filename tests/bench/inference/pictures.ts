import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Format, Size } from './options.ts';

/** Different files a cell: one alone would stay in the processor's caches. */
const FILES = 8;
/** What cameras and PLC software choose: hardly any visible loss. */
const JPEG_QUALITY = 92;

/**
 * Writes pictures of parts, with a camera's noise, in one format and size.
 *
 * @param demoFolder pictures to make them from
 * @returns their paths
 */
export async function writePictures(
  folder: string,
  demoFolder: string,
  format: Format,
  size: Size,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const demos = (await readdir(demoFolder))
    .filter((name) => /\.(jpe?g|png)$/.test(name))
    .toSorted();
  const paths: string[] = [];
  for (let index = 0; index < FILES; index++) {
    const demo = join(demoFolder, demos[index % demos.length]!);
    const pixels = await sharp(demo)
      .resize(size.width, size.height, { fit: 'cover' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    addNoise(pixels, index + 1);
    const path = join(folder, `${format}-${size.width}x${size.height}-${index}.${format}`);
    await writeFile(path, await encode(pixels, format, size));
    paths.push(path);
  }
  return paths;
}

/** Enlarged pictures are too smooth: they would compress, and decode, better than a camera's. */
function addNoise(pixels: Buffer, seed: number): void {
  let state = seed;
  for (let i = 0; i < pixels.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const noisy = pixels[i]! + (state >>> 29) - 3;
    pixels[i] = Math.max(0, Math.min(255, noisy));
  }
}

async function encode(pixels: Buffer, format: Format, size: Size): Promise<Buffer> {
  if (format === 'bmp') return encodeBmp(pixels, size);
  return sharp(pixels, { raw: { ...size, channels: 3 } })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}

const HEADER_BYTES = 54;

/** 24 bits a pixel, blue first, rows of multiples of four bytes from the bottom up. */
function encodeBmp(pixels: Buffer, { width, height }: Size): Buffer {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(HEADER_BYTES + rowBytes * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(HEADER_BYTES, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    let to = HEADER_BYTES + (height - 1 - y) * rowBytes;
    for (let x = 0; x < width; x++, to += 3) {
      const from = (y * width + x) * 3;
      file[to] = pixels[from + 2]!;
      file[to + 1] = pixels[from + 1]!;
      file[to + 2] = pixels[from]!;
    }
  }
  return file;
}
