import { toBitmap } from './bitmap.ts';
import { trim } from './geometry.ts';
import type { RegionMask } from './region-mask.ts';

/** A corner between pixels, [x, y] in picture pixels: [0, 0] is the picture's top left corner. */
export type Corner = readonly [number, number];

/** East, south, west, north in a picture whose y grows downwards. */
const STEP_X = [1, 0, -1, 0] as const;
const STEP_Y = [0, 1, 0, -1] as const;
/** Offset from a corner to the pixel ahead on the left and ahead on the right, by direction. */
const AHEAD_LEFT = [
  [0, -1] as const,
  [0, 0] as const,
  [-1, 0] as const,
  [-1, -1] as const,
] as const;
const AHEAD_RIGHT = [
  [0, 0] as const,
  [-1, 0] as const,
  [-1, -1] as const,
  [0, -1] as const,
] as const;

/**
 * The closed polygons around the set pixels, along pixel edges, each without its repeated first
 * corner. Outer borders run clockwise on the screen and holes counter-clockwise, so that both the
 * even-odd and the non-zero rule fill exactly the mask. Pixels that touch at a corner belong to one
 * polygon, as a crack one pixel wide needs.
 */
export function maskOutline(mask: RegionMask): readonly (readonly Corner[])[] {
  const tight = trim(mask);
  if (tight === null) return [];
  const { width, height } = tight;
  const bitmap = toBitmap(tight);
  const isSet = (x: number, y: number): boolean =>
    x >= 0 && x < width && y >= 0 && y < height && bitmap[y * width + x] === 1;

  const walked = new Uint8Array(width * height);
  const polygons: Corner[][] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Every closed border has an edge that runs east, above a set pixel.
      if (isSet(x, y) && !isSet(x, y - 1) && walked[y * width + x] === 0) {
        polygons.push(walk(x, y, tight, isSet, walked));
      }
    }
  }
  return polygons;
}

/** Follows one border from the north-west corner of pixel (x, y), set pixels on the right. */
function walk(
  startX: number,
  startY: number,
  frame: RegionMask,
  isSet: (x: number, y: number) => boolean,
  walked: Uint8Array,
): Corner[] {
  const corners: Corner[] = [];
  let x = startX;
  let y = startY;
  let direction = 0;
  do {
    if (direction === 0) walked[y * frame.width + x] = 1;
    x += STEP_X[direction]!;
    y += STEP_Y[direction]!;
    const [leftX, leftY] = AHEAD_LEFT[direction]!;
    const [rightX, rightY] = AHEAD_RIGHT[direction]!;
    const turn = isSet(x + leftX, y + leftY) ? 3 : isSet(x + rightX, y + rightY) ? 0 : 1;
    if (turn !== 0) corners.push([x + frame.x, y + frame.y]);
    direction = (direction + turn) % 4;
  } while (x !== startX || y !== startY || direction !== 0);
  return corners;
}
