import { forEachSegment, type RegionMask } from '../../../shared/masks/index.ts';

type Point = readonly [x: number, y: number];

/**
 * Maximum Feret diameter: the distance between the centres of the two set pixels that lie farthest
 * apart, plus one pixel for the half pixel at either end. A single pixel has 1, a row of ten 10.
 *
 * @param mask with at least one set pixel
 */
export function maximumFeret(mask: RegionMask): number {
  const hull = convexHull(extremePixels(mask));
  let squared = 0;
  // The hull of a shape N pixels wide has in the order of N^(2/3) corners: few enough for all pairs.
  for (const [i, [x, y]] of hull.entries()) {
    for (let j = i + 1; j < hull.length; j++) {
      const [otherX, otherY] = hull[j]!;
      squared = Math.max(squared, (otherX - x) ** 2 + (otherY - y) ** 2);
    }
  }
  return Math.sqrt(squared) + 1;
}

/** The topmost and the lowest pixel of each column, left to right. */
function extremePixels(mask: RegionMask): readonly Point[] {
  const tops = new Map<number, number>();
  const bottoms = new Map<number, number>();
  forEachSegment(mask, (column, top, bottom) => {
    if (!tops.has(column)) tops.set(column, top);
    bottoms.set(column, bottom - 1);
  });
  return [...tops].flatMap(([column, top]) => {
    const bottom = bottoms.get(column)!;
    return bottom === top
      ? [[column, top] as const]
      : [[column, top] as const, [column, bottom] as const];
  });
}

/** Andrew's monotone chain (1979); the points come sorted by x, then y. */
function convexHull(points: readonly Point[]): readonly Point[] {
  const lower = chain(points);
  const upper = chain(points.toReversed());
  return [...lower.slice(0, -1), ...upper];
}

function chain(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length >= 2 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
    hull.push(point);
  }
  return hull;
}

/** Positive for a turn to one side, negative to the other, 0 straight on. */
function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
