import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePictureBytes, decodePictureFile } from '../../../src/main/vision/decode/decode.ts';
import type { DecodeLimits } from '../../../src/main/vision/types.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { writePacked } from './bmp-writer.ts';
import { scene, seedPictures } from './seed-pictures.ts';

const LIMITS: DecodeLimits = { maxPixels: 1e8, maxBytes: 1e8 };
const decode = (bytes: Uint8Array) => decodePictureBytes(bytes, LIMITS);
const code = (value: ErrorCode) => expect.objectContaining({ code: value });
const ascii = (text: string) => new TextEncoder().encode(text);
const raw = (width: number, height: number, channels: 1 | 3 | 4) =>
  sharp(scene(width, height, channels), { raw: { width, height, channels } });

describe('pixels', () => {
  it.each(['png', 'tiff', 'webp'] as const)(
    'lossless %s gives what was written',
    async (format) => {
      const bytes = await raw(31, 17, 3)
        .toFormat(format, { lossless: true, compression: 'lzw' })
        .toBuffer();
      const { picture, format: found } = await decode(bytes);
      expect(found).toBe(format);
      expect(picture).toMatchObject({ width: 31, height: 17 });
      expect(Buffer.compare(picture.data, scene(31, 17, 3))).toBe(0);
    },
  );

  it('grey becomes RGB', async () => {
    const { picture } = await decode(await raw(9, 5, 1).png().toBuffer());
    expect([...picture.data]).toEqual([...scene(9, 5, 1)].flatMap((v) => [v, v, v]));
  });

  it('alpha is dropped and not blended, also where it is 0', async () => {
    const rgba = Buffer.from([200, 100, 50, 0, 10, 20, 30, 128]);
    const bytes = await sharp(rgba, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    expect([...(await decode(bytes)).picture.data]).toEqual([200, 100, 50, 10, 20, 30]);
  });

  it.each(['png', 'tiff'] as const)('16-bit %s keeps the high byte', async (format) => {
    const samples = Uint16Array.from([0, 255, 256, 511, 0xfe80, 0xffff]);
    const bytes = await sharp(samples, { raw: { width: 2, height: 1, channels: 3 } })
      .toColourspace('rgb16')
      .toFormat(format, { compression: 'lzw' })
      .toBuffer();
    expect([...(await decode(bytes)).picture.data]).toEqual([0, 0, 1, 1, 254, 255]);
  });

  it('floating-point TIFF samples are levels, cut off at both ends', async () => {
    const samples = Float32Array.from([-5, 0.9, 99.99, 254.5, 255, 1000]);
    const bytes = floatTiff(samples, 2, 3);
    const levels = [0, 0, 99, 254, 255, 255];
    expect([...(await decode(bytes)).picture.data]).toEqual(levels.flatMap((v) => [v, v, v]));
  });

  it('CMYK is converted as OpenCV does it, ink taking light away', async () => {
    const bytes = await raw(16, 16, 3).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    const inks = await sharp(bytes)
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .raw()
      .toBuffer();
    const { picture } = await decode(bytes);
    const light = (i: number, ink: number) => {
      const key = 255 - inks[i * 4 + 3]!;
      return key - Math.floor((inks[i * 4 + ink]! * key) / 256);
    };
    const expected = Array.from({ length: 256 * 3 }, (_, i) => light(Math.floor(i / 3), i % 3));
    expect([...picture.data]).toEqual(expected);
  });

  it('a colour profile is not applied', async () => {
    const bytes = await raw(9, 5, 3).withIccProfile('p3', { attach: true }).png().toBuffer();
    expect((await sharp(bytes).metadata()).icc).toBeDefined();
    const kept = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer();
    expect(Buffer.compare((await decode(bytes)).picture.data, kept)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'EXIF orientation %d is turned upright',
    async (orientation) => {
      const picture = Buffer.from(Array.from({ length: 6 }, (_, i) => [i * 40, 0, 0]).flat());
      const bytes = await sharp(picture, { raw: { width: 3, height: 2, channels: 3 } })
        .withMetadata({ orientation })
        .png()
        .toBuffer();
      const decoded = (await decode(bytes)).picture;
      const reds = [...decoded.data].filter((_, i) => i % 3 === 0).map((red) => red / 40);
      // Where rows and columns of the stored picture go: EXIF 2.32, tag 274.
      const upright: Readonly<Record<number, readonly [number, readonly number[]]>> = {
        1: [3, [0, 1, 2, 3, 4, 5]],
        2: [3, [2, 1, 0, 5, 4, 3]],
        3: [3, [5, 4, 3, 2, 1, 0]],
        4: [3, [3, 4, 5, 0, 1, 2]],
        5: [2, [0, 3, 1, 4, 2, 5]],
        6: [2, [3, 0, 4, 1, 5, 2]],
        7: [2, [5, 2, 4, 1, 3, 0]],
        8: [2, [2, 5, 1, 4, 0, 3]],
      };
      expect([decoded.width, reds]).toEqual(upright[orientation]);
    },
  );

  it('a JPEG is read past a warning that concerns no pixel', async () => {
    const bytes = await raw(30, 20, 3).jpeg().toBuffer();
    // An Adobe marker with a colour transform that nobody has defined: taken for YCbCr.
    const marker = Buffer.from('ffee000e41646f626500640000000005', 'hex');
    const odd = Buffer.concat([bytes.subarray(0, 2), marker, bytes.subarray(2)]);
    await expect(sharp(odd, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow(/Adobe/);
    const [clean, read] = await Promise.all([decode(bytes), decode(odd)]);
    expect(Buffer.compare(read.picture.data, clean.picture.data)).toBe(0);
  });

  it('of several frames the first', async () => {
    const frames = Buffer.concat([scene(8, 6, 3), Buffer.alloc(8 * 6 * 3)]);
    const bytes = await sharp(frames, { raw: { width: 8, height: 12, channels: 3, pageHeight: 6 } })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    const { picture } = await decode(bytes);
    expect(picture).toMatchObject({ width: 8, height: 6 });
    expect(Buffer.compare(picture.data, scene(8, 6, 3))).toBe(0);
  });
});

/** A little-endian TIFF of one strip of grey 32-bit floats. */
function floatTiff(samples: Float32Array, width: number, height: number): Uint8Array {
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 32],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, samples.byteLength],
    [339, 3, 3],
  ];
  const directory = 8 + samples.byteLength;
  const bytes = new Uint8Array(directory + 2 + entries.length * 12 + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(ascii('II*\0'));
  view.setUint32(4, directory, true);
  bytes.set(new Uint8Array(samples.buffer), 8);
  view.setUint16(directory, entries.length, true);
  for (const [i, [tag, type, value]] of entries.entries()) {
    const at = directory + 2 + i * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, 1, true);
    view.setUint32(at + 8, value, true);
  }
  return bytes;
}

describe('content that is refused', () => {
  it.each<[string, Uint8Array, ErrorCode, RegExp]>([
    ['nothing', new Uint8Array(), 'PICTURE_EMPTY', /empty/],
    ['text', ascii('hello, I am a recipe'), 'PICTURE_UNSUPPORTED', /“hello, I am a recipe”/],
    [
      'text that begins like a BMP',
      ascii('BMW 320d, brake disc, left'),
      'PICTURE_UNSUPPORTED',
      /text/,
    ],
    ['a GIF', ascii('GIF89a\x01\0\x01\0'), 'PICTURE_UNSUPPORTED', /is a GIF.*JPEG, PNG, TIFF/],
    ['a PDF', ascii('%PDF-1.7'), 'PICTURE_UNSUPPORTED', /is a PDF/],
    ['an SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'PICTURE_UNSUPPORTED', /SVG/],
    ['a HEIC', ascii('\0\0\0\x18ftypheic'), 'PICTURE_UNSUPPORTED', /HEIC/],
    ['noise', Uint8Array.from([1, 2, 3, 250]), 'PICTURE_UNSUPPORTED', /bytes 01 02 03 fa/],
    ['one byte of a PNG', Uint8Array.from([0x89]), 'PICTURE_TRUNCATED', /first bytes/],
  ])('%s', async (_, bytes, expected, sentence) => {
    await expect(decode(bytes)).rejects.toThrow(code(expected));
    await expect(decode(bytes)).rejects.toThrow(sentence);
  });

  it('TIFF colours that libvips would read wrongly', async () => {
    const bytes = floatTiff(new Float32Array(4), 2, 2);
    const withPhotometric = (value: number) => {
      const copy = bytes.slice();
      new DataView(copy.buffer).setUint16(8 + 16 + 2 + 4 * 12 + 8, value, true);
      return copy;
    };
    for (const photometric of [6, 8]) {
      await expect(decode(withPhotometric(photometric))).rejects.toThrow(
        code('PICTURE_UNSUPPORTED'),
      );
    }
  });

  it('a TIFF whose pixels lie beyond its end', async () => {
    const bytes = floatTiff(new Float32Array(4), 2, 2);
    new DataView(bytes.buffer).setUint32(8 + 16 + 2 + 5 * 12 + 8, 5000, true);
    await expect(decode(bytes)).rejects.toThrow(code('PICTURE_TRUNCATED'));
  });

  it('half a JPEG whose space was reserved: its end is zeros, which are valid JPEG data', async () => {
    const bytes = await raw(300, 300, 3).jpeg().toBuffer();
    bytes.fill(0, bytes.length / 2);
    await expect(decode(bytes)).rejects.toThrow(code('PICTURE_TRUNCATED'));
  });

  it('a JPEG with fewer rows than its header promises, although it has an end', async () => {
    const bytes = await raw(300, 300, 3).jpeg().toBuffer();
    const heightAt = bytes.indexOf(Uint8Array.of(0xff, 0xc0)) + 5;
    expect(bytes.readUInt16BE(heightAt)).toBe(300);
    bytes.writeUInt16BE(600, heightAt);
    await expect(decode(bytes)).rejects.toThrow(code('PICTURE_TRUNCATED'));
  });

  it('pictures that went through a transfer for text: each line end became two bytes', async () => {
    const asText = (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
    const jpeg = asText(await raw(300, 300, 3).jpeg({ quality: 90 }).toBuffer());
    await expect(decode(jpeg)).rejects.toThrow(code('PICTURE_CORRUPT'));
    const png = asText(await raw(30, 30, 3).png().toBuffer());
    await expect(decode(png)).rejects.toThrow(code('PICTURE_UNSUPPORTED'));
  });

  it('a JPEG cut after its thumbnail, which has an end of its own', async () => {
    const inner = await raw(20, 20, 3).jpeg().toBuffer();
    const outer = await raw(300, 300, 3).jpeg().toBuffer();
    const length = inner.length + 2;
    const segment = Buffer.from([0xff, 0xe5, length >> 8, length & 255]);
    const nested = Buffer.concat([outer.subarray(0, 2), segment, inner, outer.subarray(2)]);
    expect((await decode(nested)).picture.width).toBe(300);
    const cut = nested.subarray(0, nested.length * 0.8);
    await expect(decode(cut)).rejects.toThrow(code('PICTURE_TRUNCATED'));
  });

  it('every picture cut anywhere: an error, never part of a picture', async () => {
    for (const { name, bytes } of await seedPictures()) {
      const whole = await decode(bytes);
      for (const share of [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        await expect(decode(cut), `${name} at ${share}`).rejects.toThrow(code('PICTURE_TRUNCATED'));
      }
      // The last byte may be padding that no reader needs; then every pixel is there.
      await decode(bytes.subarray(0, -1)).then(
        ({ picture }) => expect(picture, name).toEqual(whole.picture),
        (error: unknown) => expect(error, name).toEqual(code('PICTURE_TRUNCATED')),
      );
    }
  });

  it('a PNG with a wrong checksum', async () => {
    const bytes = await raw(40, 40, 3).png().toBuffer();
    bytes[bytes.length - 20]! ^= 0xff;
    await expect(decode(bytes)).rejects.toThrow(code('PICTURE_CORRUPT'));
  });
});

describe('limits', () => {
  it('headers of 100,000 x 100,000 pixels are refused with figures before anything is read', async () => {
    const png = await raw(4, 4, 3).png().toBuffer();
    png.writeUInt32BE(100_000, 16);
    png.writeUInt32BE(100_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    const tiff = floatTiff(new Float32Array(4), 2, 2);
    const view = new DataView(tiff.buffer);
    view.setUint32(8 + 16 + 2 + 8, 100_000, true);
    view.setUint32(8 + 16 + 2 + 12 + 8, 100_000, true);
    const bmp = writePacked(
      {
        width: 1,
        height: 1,
        headerSize: 40,
        topDown: false,
        coloursUsed: 0,
        gap: 0,
        bareEnd: false,
      },
      'bgr',
      [0],
    );
    new DataView(bmp.buffer).setInt32(18, 100_000, true);
    new DataView(bmp.buffer).setInt32(22, -100_000, true);
    const before = process.memoryUsage().rss;
    for (const bytes of [png, tiff, bmp]) {
      await expect(decode(bytes)).rejects.toThrow(code('PICTURE_TOO_LARGE'));
      await expect(decode(bytes)).rejects.toThrow(/100000 x 100000 pixels.*the limit is 100/);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('a JPEG of 65,500 x 65,500', async () => {
    const jpeg = await raw(8, 8, 3).jpeg({ progressive: false }).toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65_500, frame + 5);
    jpeg.writeUInt16BE(65_500, frame + 7);
    await expect(decode(jpeg)).rejects.toThrow(code('PICTURE_TOO_LARGE'));
  });

  it('pixels and bytes exactly at the limit pass, one more does not', async () => {
    const bytes = await raw(20, 10, 3).png().toBuffer();
    const limits = (maxPixels: number, maxBytes: number) => ({ maxPixels, maxBytes });
    await decodePictureBytes(bytes, limits(200, bytes.length));
    for (const tight of [limits(199, bytes.length), limits(200, bytes.length - 1)]) {
      await expect(decodePictureBytes(bytes, tight)).rejects.toThrow(code('PICTURE_TOO_LARGE'));
    }
  });
});

/** The checksum of PNG chunks. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The user id of `nobody` on Debian and most others; any other than root's does. */
const NOBODY = 65_534;

describe('files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pitchline-decode-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('spaces, umlauts and Chinese in the path, a wrong ending: read, with the hash of what was read', async () => {
    const path = join(folder, 'Zahnrad größe 齿轮 1.jpg');
    await writeFile(path, await raw(12, 8, 3).png().toBuffer());
    const { picture, format, sha256, bytes } = await decodePictureFile(path, LIMITS);
    expect([picture.width, picture.height, format]).toEqual([12, 8, 'png']);
    expect(sha256).toBe(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
    expect(Buffer.compare(bytes, await readFile(path))).toBe(0);
  });

  it('missing, below a file, with a zero byte in its name', async () => {
    const file = join(folder, 'plain.png');
    await writeFile(file, 'x');
    for (const path of [join(folder, 'no.png'), join(file, 'below.png'), 'a\0b.png']) {
      await expect(decodePictureFile(path, LIMITS)).rejects.toThrow(code('PICTURE_NOT_FOUND'));
    }
  });

  it('a folder', async () => {
    const path = join(folder, 'folder.png');
    await mkdir(path);
    await expect(decodePictureFile(path, LIMITS)).rejects.toThrow(code('PICTURE_IS_DIRECTORY'));
  });

  it('a device, which would be read without end', async () => {
    await expect(decodePictureFile('/dev/zero', LIMITS)).rejects.toThrow(
      code('PICTURE_NOT_READABLE'),
    );
  });

  it('a file without permission', async () => {
    const path = join(folder, 'locked.png');
    await writeFile(path, 'x');
    await chmod(path, 0);
    // Root may read everything, so the test becomes nobody for a moment.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(NOBODY);
    try {
      await expect(decodePictureFile(path, LIMITS)).rejects.toThrow(code('PICTURE_NOT_READABLE'));
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('too many bytes are refused before they are read', async () => {
    const path = join(folder, 'long.png');
    await writeFile(path, new Uint8Array(1001));
    const limits = { maxPixels: 1e8, maxBytes: 1000 };
    await expect(decodePictureFile(path, limits)).rejects.toThrow(code('PICTURE_TOO_LARGE'));
  });
});
