import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropPicture, tileRects } from '../../../src/main/vision/tiles/index.ts';
import type { Picture } from '../../../src/main/vision/types.ts';
import type { Tiling } from '../../../src/shared/domain.ts';

const anyTiling: fc.Arbitrary<Tiling> = fc.record({
  size: fc.oneof(
    fc.record({ pixels: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ share: fc.double({ min: 0.05, max: 1, noNaN: true }) }),
  ),
  overlap: fc.double({ min: 0, max: 0.9, noNaN: true }),
  whole: fc.boolean(),
});
const side = fc.integer({ min: 1, max: 300 });

describe('tileRects', () => {
  it('spreads tiles evenly, from border to border', () => {
    const tiling: Tiling = { size: { pixels: 100 }, overlap: 0.25, whole: false };
    expect(tileRects(250, 100, tiling)).toEqual([
      { x: 0, y: 0, width: 100, height: 100 },
      { x: 75, y: 0, width: 100, height: 100 },
      { x: 150, y: 0, width: 100, height: 100 },
    ]);
    expect(tileRects(230, 100, tiling).map(({ x }) => x)).toEqual([0, 65, 130]);
  });

  it('measures a share on the shorter side and adds the whole picture last', () => {
    const tiling: Tiling = { size: { share: 0.5 }, overlap: 0, whole: true };
    const rects = tileRects(200, 100, tiling);
    expect(rects).toHaveLength(4 * 2 + 1);
    expect(rects.at(-1)).toEqual({ x: 0, y: 0, width: 200, height: 100 });
    expect(rects[0]).toMatchObject({ width: 50, height: 50 });
  });

  it('is the picture once when a tile is no smaller', () => {
    const tiling: Tiling = { size: { pixels: 640 }, overlap: 0.2, whole: true };
    expect(tileRects(640, 480, tiling)).toEqual([{ x: 0, y: 0, width: 640, height: 480 }]);
  });

  it('covers every pixel, stays inside, and overlaps as much as asked', () => {
    fc.assert(
      fc.property(side, side, anyTiling, (width, height, tiling) => {
        const rects = tileRects(width, height, { ...tiling, whole: false });
        for (const axis of [
          { start: 'x', length: 'width', total: width },
          { start: 'y', length: 'height', total: height },
        ] as const) {
          const starts = [...new Set(rects.map((rect) => rect[axis.start]))];
          const length = rects[0]![axis.length];
          expect(starts[0]).toBe(0);
          expect(starts.at(-1)! + length).toBe(axis.total);
          for (const [index, start] of starts.slice(1).entries()) {
            const step = start - starts[index]!;
            expect(step).toBeGreaterThan(0);
            // Rounding to whole pixels may cost one.
            expect(step).toBeLessThanOrEqual(Math.max(1, length * (1 - tiling.overlap)) + 1);
          }
        }
      }),
    );
  });
});

describe('cropPicture', () => {
  const picture: Picture = {
    width: 3,
    height: 2,
    data: Uint8Array.from({ length: 18 }, (_, index) => index),
  };

  it('copies a rectangle', () => {
    const tile = cropPicture(picture, { x: 1, y: 1, width: 2, height: 1 });
    expect(tile).toEqual({ width: 2, height: 1, data: Uint8Array.of(12, 13, 14, 15, 16, 17) });
  });

  it('is the picture itself where nothing is cut off', () => {
    expect(cropPicture(picture, { x: 0, y: 0, width: 3, height: 2 })).toBe(picture);
  });
});
