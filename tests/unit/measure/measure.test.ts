import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure, measureBox } from '../../../src/main/vision/measure/index.ts';
import {
  fromBitmap,
  maskBounds,
  type RegionMask,
  translate,
} from '../../../src/shared/masks/index.ts';

/** A mask of the pixels whose centres satisfy a condition. */
function draw(
  width: number,
  height: number,
  isInside: (x: number, y: number) => boolean,
): RegionMask {
  const bitmap = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) bitmap[y * width + x] = isInside(x + 0.5, y + 0.5) ? 1 : 0;
  }
  return fromBitmap(bitmap, width, height);
}

function rectangle(length: number, width: number, degrees: number): RegionMask {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return draw(260, 260, (x, y) => {
    const along = (x - 130) * cos + (y - 130) * sin;
    const across = (y - 130) * cos - (x - 130) * sin;
    return Math.abs(along) <= length / 2 && Math.abs(across) <= width / 2;
  });
}

/** A circular arc that starts on the x axis. */
function arc(radius: number, width: number, angle: number): RegionMask {
  return draw(260, 260, (x, y) => {
    const turned = (Math.atan2(y - 130, x - 130) + 2 * Math.PI) % (2 * Math.PI);
    return Math.abs(Math.hypot(x - 130, y - 130) - radius) <= width / 2 && turned <= angle;
  });
}

const within = (value: number, expected: number, share: number): void => {
  expect(value).toBeGreaterThan(expected * (1 - share));
  expect(value).toBeLessThan(expected * (1 + share));
};

describe('smallest shapes', () => {
  it('an empty mask has no size', () => {
    expect(measure(draw(4, 3, () => false))).toEqual({ areaPx: 0, lengthPx: 0, widthPx: 0 });
  });

  it('a pixel is 1 by 1, a row of ten 10 by 1', () => {
    expect(measure(draw(1, 1, () => true))).toEqual({ areaPx: 1, lengthPx: 1, widthPx: 1 });
    for (const [width, height] of [
      [10, 1],
      [1, 10],
    ] as const) {
      expect(measure(draw(width, height, () => true))).toEqual({
        areaPx: 10,
        lengthPx: 10,
        widthPx: 1,
      });
    }
  });
});

describe('straight shapes have their Feret diameter', () => {
  const angles = [0, 7, 15, 22.5, 30, 45, 60, 75, 90, 135];

  it.each(angles)('a rectangle of 200 x 20 at %d degrees, within 1 %%', (degrees) => {
    const { areaPx, lengthPx, widthPx } = measure(rectangle(200, 20, degrees));
    within(lengthPx, Math.hypot(200, 20), 0.01);
    within(areaPx, 4000, 0.03);
    within(widthPx, 4000 / Math.hypot(200, 20), 0.03);
  });

  it.each(angles)('a scratch of 200 x 3 at %d degrees, within 1 %%', (degrees) => {
    within(measure(rectangle(200, 3, degrees)).lengthPx, 200, 0.01);
  });

  it('a compact rectangle has its diagonal, a disc its diameter', () => {
    within(measure(rectangle(100, 60, 20)).lengthPx, Math.hypot(100, 60), 0.01);
    within(
      measure(draw(120, 120, (x, y) => Math.hypot(x - 60, y - 60) <= 50)).lengthPx,
      100,
      0.015,
    );
  });
});

describe('bent thin shapes have the length along their middle', () => {
  it.each([
    [100, 3, Math.PI],
    [100, 6, Math.PI / 2],
    [100, 6, Math.PI],
    [100, 6, Math.PI * 1.5],
    [80, 15, Math.PI * 1.5],
  ])('an arc of radius %d and width %d, within 2 %%', (radius, width, angle) => {
    const { lengthPx, widthPx } = measure(arc(radius, width, angle));
    within(lengthPx, radius * angle, 0.02);
    within(widthPx, width, 0.05);
  });

  it('an L of two arms of 100, cut short at the bend by at most its width', () => {
    const { lengthPx } = measure(draw(100, 100, (x, y) => x < 8 || y < 8));
    expect(lengthPx).toBeGreaterThan(200 - 2 * 8);
    expect(lengthPx).toBeLessThan(200);
  });

  it('a ring has half its circumference: the longest way that does not turn back', () => {
    const ring = draw(220, 220, (x, y) => Math.abs(Math.hypot(x - 110, y - 110) - 100) < 3);
    within(measure(ring).lengthPx, Math.PI * 100, 0.03);
  });

  it('of several parts the longest counts, unless they lie far apart', () => {
    const two = draw(300, 40, (x, y) => Math.abs(y - 20) < 2 && (x < 90 || x > 200));
    within(measure(two).lengthPx, 300, 0.01);
  });

  it('a zigzag crack one pixel wide, its points rounded off by less than 3 %', () => {
    const crack = draw(400, 41, (x, y) => Math.floor(y) === Math.abs((Math.floor(x) % 80) - 40));
    within(measure(crack).lengthPx, 400 * Math.SQRT2, 0.03);
  });

  it('a large thick shape, measured on a smaller copy', () => {
    const thick = draw(2000, 2000, (x, y) => {
      const isRight = x > 1000;
      return Math.abs(Math.hypot(x - 1000, y - 1000) - 800) < 150 && isRight;
    });
    within(measure(thick).lengthPx, Math.PI * 800, 0.05);
  });
});

describe('what holds for every mask', () => {
  const masks = fc
    .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 25 }))
    .chain(([width, height]) =>
      fc
        .array(fc.constantFrom(0, 1, 1), { minLength: width * height, maxLength: width * height })
        .map((bits) => fromBitmap(Uint8Array.from(bits), width, height)),
    );

  it('length and width multiply to the area, and the length reaches over the longer side', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const { areaPx, lengthPx, widthPx } = measure(mask);
        expect(lengthPx * widthPx).toBeCloseTo(areaPx, 6);
        const bounds = maskBounds(mask) ?? { width: 0, height: 0 };
        expect(lengthPx).toBeGreaterThanOrEqual(Math.max(bounds.width, bounds.height));
        expect(measure(translate(mask, 40, 70))).toEqual({ areaPx, lengthPx, widthPx });
      }),
    );
  });

  it('a shape turned by half a turn keeps its length', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const turned = { ...mask, counts: halfTurn(mask) };
        // Thinning starts from one side, so that ragged shapes differ by a few pixels.
        expect(Math.abs(measure(turned).lengthPx - measure(mask).lengthPx)).toBeLessThanOrEqual(
          0.25 * measure(mask).lengthPx + 2,
        );
      }),
    );
  });

  /** Reversing the column-major runs turns a mask by half a turn. */
  function halfTurn({ counts }: RegionMask): readonly number[] {
    const reversed = counts.toReversed();
    return counts.length % 2 === 1 ? reversed : [0, ...reversed];
  }

  it('a 2000 x 2000 mask is measured in well under a second', () => {
    const wave = draw(2000, 2000, (x, y) => Math.abs(y - 1000 - 700 * Math.sin(x / 200)) < 40);
    measure(wave);
    const start = performance.now();
    measure(wave);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('boxes', () => {
  it('have their longer and shorter side', () => {
    expect(measureBox([10, 20, 13.5, 120])).toEqual({ areaPx: 350, lengthPx: 100, widthPx: 3.5 });
  });

  it('that are turned inside out have no size', () => {
    expect(measureBox([10, 10, 5, 20])).toEqual({ areaPx: 0, lengthPx: 10, widthPx: 0 });
  });
});
