import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBitmap, toCocoMask } from '../../../src/shared/masks/index.ts';
import type { RelativePoint } from '../../../src/shared/recipes/geometry.ts';
import { isLookedAt, shareInside } from '../../../src/shared/recipes/regions.ts';

const SIZE = { width: 30, height: 20 };
const LEFT_HALF: RelativePoint[] = [
  [0, 0],
  [0.5, 0],
  [0.5, 1],
  [0, 1],
];
const RIGHT_HALF = LEFT_HALF.map(([x, y]): RelativePoint => [x + 0.5, y]);
const area = (...polygons: RelativePoint[][]) => ({
  share: 0.5,
  polygons: polygons.map((points) => ({ name: '', points })),
});
const boxed = (x1: number, y1: number, x2: number, y2: number) => ({
  box: [x1, y1, x2, y2] as [number, number, number, number],
});

describe('the share of a detection inside polygons', () => {
  // Corners are chosen so that no centre lies on a border, which belongs to neither side.
  it('is that of the pixels whose centres lie inside, on any masks and polygons', () => {
    const bitmap = fc.uint8Array({ min: 0, max: 1, minLength: 600, maxLength: 600 });
    const point = fc.tuple(
      fc.integer({ min: 0, max: 60 }).map((n) => (n + 0.137) / 61),
      fc.integer({ min: 0, max: 40 }).map((n) => (n + 0.211) / 41),
    );
    const polygons = fc.array(fc.array(point, { minLength: 3, maxLength: 7 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(bitmap, polygons, (pixels, shapes) => {
        if (!pixels.includes(1)) return;
        const mask = toCocoMask(
          fromBitmap(pixels, SIZE.width, SIZE.height),
          SIZE.height,
          SIZE.width,
        );
        const share = shareInside({ ...boxed(0, 0, 30, 20), mask }, SIZE, area(...shapes));
        let set = 0;
        let inside = 0;
        pixels.forEach((value, at) => {
          if (value === 0) return;
          set += 1;
          const centre = [(at % 30) + 0.5, Math.floor(at / 30) + 0.5] as const;
          if (shapes.some((shape) => contains(shape, centre))) inside += 1;
        });
        expect(share).toBeCloseTo(inside / set, 12);
      }),
      { numRuns: 300 },
    );
  });

  it('of a detection without a mask is that of its box', () => {
    expect(shareInside(boxed(10, 0, 20, 10), SIZE, area(LEFT_HALF))).toBe(0.5);
    expect(shareInside(boxed(0, 0, 15, 20), SIZE, area(LEFT_HALF))).toBe(1);
    expect(shareInside(boxed(15, 0, 30, 20), SIZE, area(LEFT_HALF))).toBe(0);
    expect(shareInside(boxed(14.2, 3.1, 14.4, 9), SIZE, area(LEFT_HALF))).toBe(1);
  });

  it('goes by the mask and not by the box around it', () => {
    const pixels = new Uint8Array(600);
    pixels[5 * 30 + 2] = 1;
    const mask = toCocoMask(fromBitmap(pixels, 30, 20), 20, 30);
    expect(shareInside({ ...boxed(0, 0, 30, 20), mask }, SIZE, area(LEFT_HALF))).toBe(1);
  });

  it('takes polygons that touch or overlap as one area', () => {
    expect(shareInside(boxed(10, 0, 20, 10), SIZE, area(LEFT_HALF, RIGHT_HALF))).toBe(1);
    expect(shareInside(boxed(10, 0, 20, 10), SIZE, area(LEFT_HALF, LEFT_HALF))).toBe(0.5);
  });
});

it('an outline of a thousand points on a large picture takes a moment', () => {
  const picture = { width: 4000, height: 3000 };
  const star = Array.from({ length: 1000 }, (_, n): RelativePoint => {
    const [angle, radius] = [(n / 1000) * 2 * Math.PI, n % 2 === 0 ? 0.4 : 0.36];
    return [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)];
  });
  const begun = performance.now();
  for (let n = 0; n < 10; n += 1) {
    const share = shareInside(boxed(100 + n, 100, 3100 + n, 2100), picture, area(star));
    expect(share).toBeGreaterThan(0.5);
  }
  // It took seconds when each column asked each edge.
  expect(performance.now() - begun).toBeLessThan(1_000);
});

describe('regions', () => {
  const [inside, half, outside] = [boxed(0, 0, 10, 10), boxed(10, 0, 20, 10), boxed(20, 0, 30, 10)];
  const looked = (regions: Parameters<typeof isLookedAt>[2]): readonly boolean[] =>
    [inside, half, outside].map((box) => isLookedAt(box, SIZE, regions));

  it('of interest let in what has its share there', () => {
    expect(looked({ interest: null, exclusion: null })).toEqual([true, true, true]);
    expect(looked({ interest: area(LEFT_HALF), exclusion: null })).toEqual([true, true, false]);
    const strict = { ...area(LEFT_HALF), share: 0.51 };
    expect(looked({ interest: strict, exclusion: null })).toEqual([true, false, false]);
  });

  it('of exclusion leave out what has its share there, also inside one of interest', () => {
    expect(looked({ interest: null, exclusion: area(LEFT_HALF) })).toEqual([false, false, true]);
    const both = { interest: area(LEFT_HALF, RIGHT_HALF), exclusion: area(RIGHT_HALF) };
    expect(looked(both)).toEqual([true, false, false]);
  });
});

/** Even-odd rule, written the other way: a ray to the right. */
function contains(polygon: readonly RelativePoint[], [x, y]: readonly [number, number]): boolean {
  let isInside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = [polygon[i]![0] * SIZE.width, polygon[i]![1] * SIZE.height];
    const [xj, yj] = [polygon[j]![0] * SIZE.width, polygon[j]![1] * SIZE.height];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside;
  }
  return isInside;
}
