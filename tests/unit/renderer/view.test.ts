import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actualZoom,
  panBy,
  place,
  type Size,
  toPicture,
  toStage,
  type View,
  WHOLE,
  zoomAt,
  zoomTo,
} from '../../../src/renderer/ui/viewer/view.ts';

const STAGE: Size = { width: 800, height: 500 };
const LARGE: Size = { width: 5472, height: 3648 };
const SMALL: Size = { width: 300, height: 200 };

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 12_000 }),
  height: fc.integer({ min: 1, max: 12_000 }),
});
const points = fc.record({
  x: fc.integer({ min: 0, max: STAGE.width }),
  y: fc.integer({ min: 0, max: STAGE.height }),
});

describe('the whole picture', () => {
  it('is centred and touches the nearer pair of edges', () => {
    const placement = place(WHOLE, LARGE, STAGE);
    expect(toStage({ x: 0, y: 0 }, placement).y).toBeCloseTo(0);
    expect(toStage({ x: 0, y: LARGE.height }, placement).y).toBeCloseTo(STAGE.height);
    const left = toStage({ x: 0, y: 0 }, placement).x;
    const right = toStage({ x: LARGE.width, y: 0 }, placement).x;
    expect(left).toBeCloseTo(STAGE.width - right);
  });
});

describe('zoomAt', () => {
  it('keeps what is under the pointer where it is, away from the edges', () => {
    const anchor = { x: 420, y: 240 };
    const before = toPicture(anchor, place(WHOLE, LARGE, STAGE));
    const after = toPicture(anchor, place(zoomAt(WHOLE, 3, anchor, LARGE, STAGE), LARGE, STAGE));
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it('never leaves a gap beside a picture that is larger than the stage', () => {
    const steps = fc.array(fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), points, points), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(sizes, steps, (picture, moves) => {
        let view: View = WHOLE;
        for (const [factor, anchor, by] of moves) {
          view = zoomAt(view, factor, anchor, picture, STAGE);
          view = panBy(view, by.x - 400, by.y - 250, picture, STAGE);
        }
        const placement = place(view, picture, STAGE);
        const from = toStage({ x: 0, y: 0 }, placement);
        const to = toStage({ x: picture.width, y: picture.height }, placement);
        const isCovered = (a: number, b: number, side: number): boolean =>
          b - a <= side + 1e-6 ? Math.abs(a + b - side) < 1e-3 : a < 1e-3 && b > side - 1e-3;
        expect(isCovered(from.x, to.x, STAGE.width)).toBe(true);
        expect(isCovered(from.y, to.y, STAGE.height)).toBe(true);
      }),
    );
  });

  it('shrinks a picture that is smaller than the stage to its own size and no further', () => {
    const view = zoomAt(WHOLE, 0.001, { x: 400, y: 250 }, SMALL, STAGE);
    expect(place(view, SMALL, STAGE).scale).toBeCloseTo(1);
    const whole = zoomAt(WHOLE, 0.001, { x: 400, y: 250 }, LARGE, STAGE);
    expect(whole).toEqual(WHOLE);
  });
});

describe('actualZoom', () => {
  it('puts one picture pixel on one CSS pixel', () => {
    for (const picture of [LARGE, SMALL]) {
      const view = { ...WHOLE, zoom: actualZoom(picture, STAGE) };
      expect(place(view, picture, STAGE).scale).toBeCloseTo(1);
    }
  });
});

describe('zoomTo', () => {
  it('brings a small defect into the middle with room around it', () => {
    const rect = { x: 3000, y: 1000, width: 60, height: 20 };
    const placement = place(zoomTo(rect, LARGE, STAGE), LARGE, STAGE);
    const centre = toStage({ x: 3030, y: 1010 }, placement);
    expect(centre.x).toBeCloseTo(STAGE.width / 2);
    expect(centre.y).toBeCloseTo(STAGE.height / 2);
    expect(rect.width * placement.scale).toBeGreaterThan(100);
    expect(rect.width * placement.scale).toBeLessThan(STAGE.width / 2);
  });
});
