import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crop,
  fromBitmap,
  fromCocoMask,
  intersectionArea,
  maskArea,
  maskBounds,
  maskIou,
  maskOutline,
  type RegionMask,
  toBitmap,
  toCocoMask,
  translate,
  trim,
  unionMasks,
} from '../../../src/shared/masks/index.ts';

const PICTURE = { x: 0, y: 0, width: 24, height: 20 };

/** A mask somewhere in a 24 x 20 picture, with long and short runs. */
const masks: fc.Arbitrary<RegionMask> = fc
  .tuple(fc.nat(12), fc.nat(10), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 10 }))
  .chain(([x, y, width, height]) =>
    fc
      .array(fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, fc.constant(1)), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map((bits) => fromBitmap(Uint8Array.from(bits), width, height, x, y)),
  );

/** The plain picture, for checking run arithmetic against pixels. */
const pixels = (mask: RegionMask): Uint8Array => toBitmap(crop(mask, PICTURE));
const count = (bitmap: Uint8Array): number => bitmap.reduce((sum, value) => sum + value, 0);

describe('masks as runs agree with masks as pixels', () => {
  it('bitmap there and back', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const { width, height, x, y } = mask;
        expect(fromBitmap(toBitmap(mask), width, height, x, y)).toEqual(mask);
        expect(count(pixels(mask))).toBe(maskArea(mask));
      }),
    );
  });

  it('the column-major order is COCO’s', () => {
    expect(fromBitmap(Uint8Array.from([0, 1, 1, 0, 1, 0]), 3, 2).counts).toEqual([2, 3, 1]);
    expect(fromBitmap(Uint8Array.from([1]), 1, 1).counts).toEqual([0, 1]);
    expect(fromBitmap(Uint8Array.from([0]), 1, 1).counts).toEqual([1]);
  });

  it('runs go on from one strip of columns to the next', () => {
    const wide = fromBitmap(new Uint8Array(3 * 200).fill(1), 200, 3);
    expect(wide.counts).toEqual([0, 600]);
    const bars = Uint8Array.from({ length: 3 * 200 }, (_, i) => ((i % 200) % 50 < 25 ? 0 : 1));
    expect(fromBitmap(bars, 200, 3).counts).toEqual(Array(8).fill(75));
  });

  it('refuses a bitmap of another size', () => {
    expect(() => fromBitmap(new Uint8Array(5), 2, 3)).toThrow(RangeError);
  });

  it('trim keeps every pixel and leaves no empty edge', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const tight = trim(mask);
        if (tight === null) {
          expect(maskArea(mask)).toBe(0);
          return;
        }
        expect(pixels(tight)).toEqual(pixels(mask));
        expect(maskBounds(mask)).toEqual({
          x: tight.x,
          y: tight.y,
          width: tight.width,
          height: tight.height,
        });
        const bitmap = toBitmap(tight);
        const row = (y: number) => bitmap.subarray(y * tight.width, (y + 1) * tight.width);
        const column = (x: number) => bitmap.filter((_, i) => i % tight.width === x);
        for (const edge of [row(0), row(tight.height - 1), column(0), column(tight.width - 1)]) {
          expect(count(edge)).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('intersection, IoU and union', () => {
    fc.assert(
      fc.property(masks, masks, masks, (a, b, c) => {
        const [pa, pb, pc] = [pixels(a), pixels(b), pixels(c)];
        const both = count(pa.map((value, i) => value & pb[i]!));
        const either = count(pa.map((value, i) => value | pb[i]!));
        expect(intersectionArea(a, b)).toBe(both);
        expect(maskIou(a, b)).toBe(either === 0 ? 0 : both / either);
        expect(maskIou(a, b, true)).toBe(both === 0 ? 0 : both / count(pa));
        expect(pixels(unionMasks([a, b, c]))).toEqual(pa.map((v, i) => v | pb[i]! | pc[i]!));
      }),
    );
  });

  it('the union of no masks is refused', () => {
    expect(() => unionMasks([])).toThrow(RangeError);
  });

  it('translate moves every pixel', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const moved = translate(mask, 3, -2);
        expect(translate(moved, -3, 2)).toEqual(mask);
        const bounds = maskBounds(mask);
        if (bounds !== null) {
          expect(maskBounds(moved)).toEqual({ ...bounds, x: bounds.x + 3, y: bounds.y - 2 });
        }
      }),
    );
  });

  it('crop cuts off what lies outside', () => {
    const full = fromBitmap(new Uint8Array(16).fill(1), 4, 4, -2, -1);
    expect(crop(full, { x: 0, y: 0, width: 3, height: 2 })).toEqual({
      x: 0,
      y: 0,
      width: 3,
      height: 2,
      counts: [0, 4, 2],
    });
  });
});

describe('COCO masks', () => {
  it('there and back gives the same pixels in the tightest crop', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const back = fromCocoMask(toCocoMask(mask, PICTURE.height, PICTURE.width));
        expect(back).toEqual(trim(mask) ?? crop(mask, PICTURE));
      }),
    );
  });

  it.each([
    ['a run length too many', { size: [2, 2] as [number, number], counts: '5' }],
    ['a character of no code', { size: [2, 2] as [number, number], counts: '4!' }],
    ['a code that ends early', { size: [2, 2] as [number, number], counts: 'T' }],
    ['a negative run', { size: [2, 2] as [number, number], counts: 'O5' }],
  ])('%s is refused', (_, coco) => {
    expect(() => fromCocoMask(coco)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });

  it('keeps large pictures as runs', () => {
    const dot = fromBitmap(Uint8Array.from([1]), 1, 1, 99_999, 99_999);
    const coco = toCocoMask(dot, 100_000, 100_000);
    expect(fromCocoMask(coco)).toEqual(dot);
  });
});

describe('outline', () => {
  /** Twice the signed area, positive when the corners run clockwise on the screen. */
  const doubleArea = (corners: readonly (readonly [number, number])[]): number =>
    corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length]!;
      return sum + x * nextY - nextX * y;
    }, 0);

  it('encloses exactly the set pixels', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const polygons = maskOutline(mask);
        const area = polygons.reduce((sum, polygon) => sum + doubleArea(polygon) / 2, 0);
        expect(area).toBe(maskArea(mask));
        expect(pixels(mask)).toEqual(evenOdd(polygons));
      }),
    );
  });

  it('a ring has an outer border and a hole', () => {
    const ring = fromBitmap(Uint8Array.from([1, 1, 1, 1, 0, 1, 1, 1, 1]), 3, 3, 10, 20);
    const [outer, hole] = maskOutline(ring);
    expect(doubleArea(outer!)).toBe(18);
    expect(doubleArea(hole!)).toBe(-2);
    expect(outer).toContainEqual([10, 20]);
  });

  it('a diagonal is one polygon', () => {
    expect(maskOutline(fromBitmap(Uint8Array.from([1, 0, 0, 1]), 2, 2))).toHaveLength(1);
  });

  /** Fills polygons by counting the borders left of each pixel's centre. */
  function evenOdd(polygons: ReturnType<typeof maskOutline>): Uint8Array {
    const bitmap = new Uint8Array(PICTURE.width * PICTURE.height);
    for (const corners of polygons) {
      for (const [i, [x, y]] of corners.entries()) {
        const [nextX, nextY] = corners[(i + 1) % corners.length]!;
        if (x !== nextX) continue;
        for (let row = Math.min(y, nextY); row < Math.max(y, nextY); row++) {
          for (let column = x; column < PICTURE.width; column++) {
            bitmap[row * PICTURE.width + column]! ^= 1;
          }
        }
      }
    }
    return bitmap;
  }
});
