import { trim } from './geometry.ts';
import type { RegionMask } from './region-mask.ts';
import { forEachSegment } from './segments.ts';

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
  // Column by column, as the runs are: each is one fill, also in a mask over a whole large picture.
  const bitmap = new Uint8Array(width * height);
  const tops: number[] = [];
  forEachSegment(tight, (column, top, bottom) => {
    bitmap.fill(1, column * height + top, column * height + bottom);
    tops.push(top * width + column);
  });
  const isSet = (x: number, y: number): boolean =>
    x >= 0 && x < width && y >= 0 && y < height && bitmap[x * height + y] === 1;

  const walked = new Uint8Array(width * height);
  const polygons: Corner[][] = [];
  // Every closed border has an edge that runs east, above a set pixel: on top of a vertical segment.
  for (const position of tops.sort((a, b) => a - b)) {
    const x = position % width;
    const y = Math.floor(position / width);
    if (!isSet(x, y - 1) && walked[x * height + y] === 0) {
      polygons.push(walk(x, y, tight, isSet, walked));
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
    if (direction === 0) walked[x * frame.height + y] = 1;
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
