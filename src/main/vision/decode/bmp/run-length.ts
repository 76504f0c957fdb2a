import { corrupt, truncated } from '../format.ts';
import type { BmpHeader } from './header.ts';

const END_OF_LINE = 0;
const END_OF_BITMAP = 1;
const DELTA = 2;

/**
 * The pixels of an RLE8 or RLE4 BMP as height x width x 3 RGB, top row first. Pixels that the runs
 * skip have palette entry 0, as in OpenCV.
 *
 * Format: Microsoft, "Bitmap Compression". Pairs of (count, value) are runs, in RLE4 of two
 * alternating values; a count of 0 is followed by end of line, end of bitmap, a delta, or the number
 * of literal values, which are padded to two bytes.
 *
 * @throws PitchlineError PICTURE_TRUNCATED when the data ends before the bitmap does,
 *   PICTURE_CORRUPT when a run leaves the picture
 */
export function readRunLengths(
  bytes: Uint8Array,
  header: BmpHeader,
  bits: 4 | 8,
  palette: Uint8Array,
): Uint8Array {
  const { width, height } = header;
  const indices = new Uint8Array(width * height);
  let position = header.dataOffset;
  let x = 0;
  let row = 0;
  /** Nothing more is needed then, and some writers forget the end code. */
  const complete = (): boolean => row >= height || (row === height - 1 && x === width);
  const next = (): number => {
    if (position >= bytes.length) {
      throw truncated('bmp', `its runs end in row ${row + 1} of ${height}`);
    }
    return bytes[position++]!;
  };
  const put = (index: number): void => {
    if (x >= width || row >= height) throw corrupt('bmp', 'a run leaves the picture');
    indices[row * width + x++] = index;
  };

  while (!complete()) {
    const count = next();
    const value = next();
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : nibble(value, i));
    } else if (value === END_OF_BITMAP) {
      break;
    } else if (value === END_OF_LINE) {
      x = 0;
      row++;
    } else if (value === DELTA) {
      x += next();
      row += next();
      if (x > width || row >= height) throw corrupt('bmp', 'a jump leaves the picture');
    } else {
      const length = bits === 8 ? value : Math.ceil(value / 2);
      for (let i = 0, packed = 0; i < value; i++) {
        if (bits === 8 || i % 2 === 0) packed = next();
        put(bits === 8 ? packed : nibble(packed, i));
      }
      if (length % 2 === 1 && !complete()) next();
    }
  }
  return colour(indices, header, palette);
}

function nibble(pair: number, position: number): number {
  return position % 2 === 0 ? pair >> 4 : pair & 15;
}

function colour(indices: Uint8Array, header: BmpHeader, palette: Uint8Array): Uint8Array {
  const { width, height, topDown } = header;
  const pixels = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    let target = (topDown ? row : height - 1 - row) * width * 3;
    for (let x = 0; x < width; x++) {
      const entry = indices[row * width + x]! * 3;
      pixels[target++] = palette[entry]!;
      pixels[target++] = palette[entry + 1]!;
      pixels[target++] = palette[entry + 2]!;
    }
  }
  return pixels;
}
