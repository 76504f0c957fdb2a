import sharp, { type Sharp } from 'sharp';
import { type BmpPlan, writeIndexed, writePacked, writeRunLengths } from './bmp-writer.ts';

export interface SeedPicture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const WIDTH = 37;
const HEIGHT = 23;

/** A smooth scene with an edge, `channels` a pixel. */
export function scene(width: number, height: number, channels: 1 | 3 | 4): Buffer {
  const data = Buffer.alloc(width * height * channels);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    const [x, y, channel] = [pixel % width, Math.floor(pixel / width), i % channels];
    const wave = 128 + 90 * Math.sin(x / 5 + channel) * Math.cos(y / 7);
    data[i] = x > width / 2 && y > height / 2 ? 255 - wave : wave;
  }
  return data;
}

/** Small pictures of every format and of each way in which they are coded. */
export async function seedPictures(): Promise<readonly SeedPicture[]> {
  const from = (channels: 1 | 3 | 4) =>
    sharp(scene(WIDTH, HEIGHT, channels), { raw: { width: WIDTH, height: HEIGHT, channels } });
  const sixteen = () =>
    sharp(
      Uint16Array.from(scene(WIDTH, HEIGHT, 3), (value) => value * 257),
      {
        raw: { width: WIDTH, height: HEIGHT, channels: 3 },
      },
    ).toColourspace('rgb16');
  const made: Readonly<Record<string, Sharp>> = {
    'jpeg 4:2:0': from(3).jpeg({ quality: 85 }),
    'jpeg progressive 4:4:4': from(3).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
    'jpeg grey, turned': from(1).withMetadata({ orientation: 6 }).jpeg(),
    'jpeg cmyk': from(3).toColourspace('cmyk').jpeg(),
    'png rgb': from(3).png(),
    'png interlaced rgba': from(4).png({ progressive: true }),
    'png palette': from(3).png({ palette: true, colours: 16 }),
    'png 16-bit': sixteen().png(),
    'tiff deflate': from(3).tiff({ compression: 'deflate' }),
    'tiff lzw tiled': from(3).tiff({
      compression: 'lzw',
      tile: true,
      tileWidth: 16,
      tileHeight: 16,
    }),
    'tiff jpeg': from(3).tiff({ compression: 'jpeg' }),
    'tiff plain grey': from(1).tiff({ compression: 'none' }),
    'tiff 16-bit': sixteen().tiff({ compression: 'none' }),
    'webp lossy': from(3).webp(),
    'webp lossless alpha': from(4).webp({ lossless: true }),
  };
  const coded = Object.entries(made).map(async ([name, image]) => ({
    name,
    bytes: new Uint8Array(await image.toBuffer()),
  }));
  return [...(await Promise.all(coded)), ...bitmaps()];
}

function bitmaps(): readonly SeedPicture[] {
  const plan: BmpPlan = {
    width: WIDTH,
    height: HEIGHT,
    headerSize: 40,
    topDown: true,
    coloursUsed: 0,
    gap: 0,
    bareEnd: false,
  };
  const levels = [...scene(WIDTH, HEIGHT, 1)];
  const grey = Array.from({ length: 256 }, (_, i) => [i, i, i] as const);
  const runs = Array.from({ length: HEIGHT }, (_, y) => [
    30,
    y,
    0,
    7,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    0,
    0,
    0,
  ]);
  return [
    { name: 'bmp 8-bit top-down', bytes: writeIndexed(plan, 8, grey, levels) },
    { name: 'bmp 24-bit', bytes: writePacked(plan, 'bgr', levels) },
    {
      name: 'bmp 32-bit v5 masks',
      bytes: writePacked(
        { ...plan, headerSize: 124 },
        { bits: 32, compression: 3, masks: [0xff0000, 0xff00, 0xff, 0xff000000] },
        levels,
      ),
    },
    {
      name: 'bmp RLE8',
      bytes: writeRunLengths({ ...plan, topDown: false }, 8, grey, runs.flat()),
    },
  ];
}
