import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BrushPoint,
  brushStroke,
  crop,
  fromBitmap,
  maskArea,
  type RegionMask,
  subtractMask,
  toBitmap,
  unionMasks,
} from '../../../src/shared/masks/index.ts';

const PICTURE = { x: 0, y: 0, width: 24, height: 20 };
const NOTHING = new Uint8Array(PICTURE.width * PICTURE.height);

const pixels = (mask: RegionMask | null): Uint8Array =>
  mask === null ? NOTHING : toBitmap(crop(mask, PICTURE));

const points: fc.Arbitrary<readonly BrushPoint[]> = fc.array(
  fc.record({
    x: fc.double({ min: -8, max: 32, noNaN: true }),
    y: fc.double({ min: -8, max: 28, noNaN: true }),
  }),
  { minLength: 1, maxLength: 5 },
);
/** Level and upright pieces too, where a slope is none. */
const corners: fc.Arbitrary<readonly BrushPoint[]> = fc.array(
  fc.record({ x: fc.integer({ min: -3, max: 27 }), y: fc.integer({ min: -3, max: 23 }) }),
  { minLength: 1, maxLength: 4 },
);
/** A hand that hardly moves: steps whose slope is beyond what a division can hold. */
const steps = fc.constantFrom(0, 5e-324, -5e-324, 1e-310, 2e-15, -1e-12);
const hardlyMoved: fc.Arbitrary<readonly BrushPoint[]> = fc.array(
  fc.record({ x: steps, y: steps }),
  { minLength: 2, maxLength: 4 },
);
const radii = fc.double({ min: 0.5, max: 9, noNaN: true });

/** Of a pixel's middle from the way of the brush. */
function distance(x: number, y: number, way: readonly BrushPoint[]): number {
  return Math.min(
    ...way.map((to, index) => {
      const from = way[Math.max(0, index - 1)]!;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const length = dx ** 2 + dy ** 2;
      const along =
        length === 0
          ? 0
          : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
      return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
    }),
  );
}

describe('a brush', () => {
  it.each([
    ['anywhere', points],
    ['from corner to corner of pixels', corners],
    ['that hardly moves', hardlyMoved],
  ])('covers the pixels near its way, and no other: %s', (_, ways) => {
    fc.assert(
      fc.property(ways, radii, (way, radius) => {
        const painted = pixels(brushStroke(way, radius, PICTURE));
        for (let y = 0; y < PICTURE.height; y++) {
          for (let x = 0; x < PICTURE.width; x++) {
            const away = distance(x + 0.5, y + 0.5, way) - radius;
            // On the very edge rounding decides.
            if (Math.abs(away) < 1e-9) continue;
            expect(painted[y * PICTURE.width + x], `${x}, ${y}`).toBe(away < 0 ? 1 : 0);
          }
        }
      }),
    );
  });

  it('has no mask where it touches no pixel of the picture', () => {
    expect(brushStroke([{ x: -9, y: 3 }], 8, PICTURE)).toBeNull();
    expect(brushStroke([], 8, PICTURE)).toBeNull();
  });

  it('paints and cuts what pixels say', () => {
    fc.assert(
      fc.property(points, radii, points, radii, (one, first, other, second) => {
        const painted = brushStroke(one, first, PICTURE);
        const cut = brushStroke(other, second, PICTURE);
        if (painted === null || cut === null) return;
        const [a, b] = [pixels(painted), pixels(cut)];
        expect(pixels(unionMasks([painted, cut]))).toEqual(a.map((set, n) => set | b[n]!));
        expect(pixels(subtractMask(painted, cut))).toEqual(a.map((set, n) => set & ~b[n]! & 1));
      }),
    );
  });

  it('cut away whole leaves no mask, and another place nothing to cut', () => {
    const square = fromBitmap(new Uint8Array(9).fill(1), 3, 3, 4, 4);
    expect(subtractMask(square, square)).toBeNull();
    const beside = fromBitmap(new Uint8Array(9).fill(1), 3, 3, 12, 4);
    expect(maskArea(subtractMask(square, beside)!)).toBe(9);
  });
});
