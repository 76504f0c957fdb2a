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
  let run = 0;
  let set = false;
  for (let column = 0; column < width; column++) {
    for (let position = column; position < bitmap.length; position += width) {
      if ((bitmap[position] !== 0) !== set) {
        counts.push(run);
        run = 0;
        set = !set;
      }
      run++;
    }
  }
  counts.push(run);
  return { x, y, width, height, counts };
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
