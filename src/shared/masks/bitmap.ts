import type { RegionMask } from './region-mask.ts';

/**
 * A mask from a bitmap.
 *
 * @param bitmap height x width values, row by row; 0 is background, anything else is set
 * @param x column of the crop's left edge in the picture
 * @param y row of the crop's top edge in the picture
 */
export function fromBitmap(
  bitmap: Uint8Array,
  width: number,
  height: number,
  x = 0,
  y = 0,
): RegionMask {
  if (bitmap.length !== width * height) {
    throw new RangeError(`A ${width} x ${height} bitmap cannot have ${bitmap.length} values.`);
  }
  const counts: number[] = [];
  const columns = new Uint8Array(COLUMNS_AT_ONCE * height);
  let run = 0;
  let set = 0;
  for (let left = 0; left < width; left += COLUMNS_AT_ONCE) {
    const right = Math.min(width, left + COLUMNS_AT_ONCE);
    const strip = columns.subarray(0, (right - left) * height);
    transpose(bitmap, width, height, left, right, strip);
    for (let position = 0; position < strip.length; ) {
      const found = strip.indexOf(1 - set, position);
      const end = found === -1 ? strip.length : found;
      run += end - position;
      position = end;
      if (found !== -1) {
        counts.push(run);
        run = 0;
        set = 1 - set;
      }
    }
  }
  counts.push(run);
  return { x, y, width, height, counts };
}

/** Few enough columns that their cache lines stay in the first-level cache while rows go by. */
const COLUMNS_AT_ONCE = 64;

/** Columns left…right of a row-major bitmap, one after the other, as 0 and 1. */
function transpose(
  bitmap: Uint8Array,
  width: number,
  height: number,
  left: number,
  right: number,
  strip: Uint8Array,
): void {
  for (let row = 0; row < height; row++) {
    for (let column = left, to = row; column < right; column++, to += height) {
      strip[to] = bitmap[row * width + column] === 0 ? 0 : 1;
    }
  }
}

/** The crop as height x width values 0 or 1, row by row. */
export function toBitmap(mask: RegionMask): Uint8Array {
  const { width, height, counts } = mask;
  const bitmap = new Uint8Array(width * height);
  let column = 0;
  let row = 0;
  for (const [index, count] of counts.entries()) {
    if (index % 2 === 0) {
      row += count;
      column += Math.floor(row / height);
      row %= height;
      continue;
    }
    for (let left = count; left > 0; left--) {
      bitmap[row * width + column] = 1;
      if (++row === height) {
        row = 0;
        column++;
      }
    }
  }
  return bitmap;
}
