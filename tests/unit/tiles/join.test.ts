import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTiles, tileRects } from '../../../src/main/vision/tiles/index.ts';
import type { RawDetection, Rect } from '../../../src/main/vision/types.ts';
import type { Tiling } from '../../../src/shared/domain.ts';
import { maskArea, maskIou } from '../../../src/shared/masks/index.ts';
import { crack, type Defect, defect, detection, judge, seenIn } from './perfect-detector.ts';

const WIDTH = 300;
const HEIGHT = 120;
const TILING: Tiling = { size: { pixels: 120 }, overlap: 0.25, whole: false };
const RECTS = tileRects(WIDTH, HEIGHT, TILING);

/** Same place, same extent: the defect as if there had been no tiles. */
function expectSame(found: readonly RawDetection[], defects: readonly Defect[], masks: boolean) {
  expect(found).toHaveLength(defects.length);
  for (const { classId, mask } of defects) {
    const expected = detection(classId, mask, masks);
    const match = found.find(({ box }) => box.join() === expected.box.join());
    expect(match?.classId).toBe(classId);
    if (expected.mask) expect(maskIou(match!.mask!, expected.mask)).toBe(1);
  }
}

describe.each([
  ['masks', true],
  ['boxes', false],
] as const)('%s', (_, masks) => {
  it('a defect at every position of the seams is one, with its extent', () => {
    for (let x = 0; x <= WIDTH - 40; x++) {
      const moved = [defect({ x, y: 30, width: 40, height: 12 })];
      expectSame(judge(RECTS, moved, masks), moved, masks);
    }
  });

  it('so is a diagonal crack longer than the overlap, and one longer than a tile', () => {
    for (const width of [70, 180]) {
      for (let x = 0; x <= WIDTH - width; x++) {
        const moved = [crack({ x, y: 10, width, height: 80 })];
        expectSame(judge(RECTS, moved, masks), moved, masks);
      }
    }
  });

  it('also without any overlap of the tiles', () => {
    const rects = tileRects(WIDTH, HEIGHT, { ...TILING, overlap: 0 });
    for (let x = 0; x <= WIDTH - 70; x++) {
      for (const moved of [
        crack({ x, y: 10, width: 70, height: 70 }),
        defect({ x, y: 30, width: 70, height: 12 }),
      ]) {
        expectSame(judge(rects, [moved], masks), [moved], masks);
      }
    }
  });

  it('two defects side by side stay two wherever the seam is', () => {
    for (let x = 0; x <= WIDTH - 62; x++) {
      const beside = [
        defect({ x, y: 30, width: 30, height: 12 }),
        defect({ x: x + 32, y: 30, width: 30, height: 12 }),
      ];
      expectSame(judge(RECTS, beside, masks), beside, masks);
      const below = [
        defect({ x, y: 30, width: 60, height: 8 }),
        defect({ x, y: 40, width: 60, height: 8 }),
      ];
      expectSame(judge(RECTS, below, masks), below, masks);
    }
  });

  it('two classes in one place stay two', () => {
    const frame = { x: 80, y: 30, width: 60, height: 12 };
    const both = [defect(frame), defect(frame, () => true, 1)];
    expect(judge(RECTS, both, masks)).toHaveLength(2);
  });

  it('any defects in any tiling, with the whole picture or without, in any order of tiles', () => {
    const scene = fc.record({
      width: fc.integer({ min: 60, max: 260 }),
      height: fc.integer({ min: 60, max: 260 }),
      tiling: fc.record({
        size: fc.record({ pixels: fc.integer({ min: 40, max: 120 }) }),
        overlap: fc.double({ min: 0.1, max: 0.6, noNaN: true }),
        whole: fc.boolean(),
      }),
      at: fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      size: fc.tuple(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 3, max: 60 })),
      shuffle: fc.infiniteStream(fc.nat()),
    });
    fc.assert(
      fc.property(scene, ({ width, height, tiling, at, size, shuffle }) => {
        const frame: Rect = {
          x: Math.round(at[0] * (width - size[0])),
          y: Math.round(at[1] * (height - size[1])),
          width: size[0],
          height: size[1],
        };
        const rects = tileRects(width, height, tiling);
        const order = rects.map((rect) => ({ rect, key: shuffle.next().value ?? 0 }));
        const shuffled = order.toSorted((a, b) => a.key - b.key).map(({ rect }) => rect);
        for (const shape of [defect(frame), ellipse(frame)]) {
          const found = judge(rects, [shape], masks);
          expectSame(found, [shape], masks);
          expect(judge(shuffled, [shape], masks)).toEqual(found);
        }
      }),
    );
  });
});

function ellipse(frame: Rect): Defect {
  return defect(
    frame,
    (x, y) => ((2 * x + 1) / frame.width - 1) ** 2 + ((2 * y + 1) / frame.height - 1) ** 2 <= 1,
  );
}

describe('masks tell more than boxes', () => {
  it('parallel cracks whose boxes overlap stay two', () => {
    for (let x = 0; x <= WIDTH - 100; x++) {
      const parallel = [
        crack({ x, y: 5, width: 80, height: 80 }),
        crack({ x: x + 20, y: 5, width: 80, height: 80 }),
      ];
      expectSame(judge(RECTS, parallel, true), parallel, true);
    }
  });

  it('two arms in one tile are one defect with the bend in the other', () => {
    const frame = { x: 70, y: 20, width: 60, height: 40 };
    const bend = defect(frame, (x, y) => y < 5 || y >= 35 || x >= 55);
    const arms = [half(bend, 20, 40), half(bend, 40, 60)];
    const [first, ...others] = RECTS;
    const found = joinTiles([
      { rect: first!, detections: seenIn(first!, arms, true) },
      ...others.map((rect) => ({ rect, detections: seenIn(rect, [bend], true) })),
    ]);
    expectSame(found, [bend], true);
  });
});

/** The rows from `top` to `bottom` of a defect. */
function half({ classId, mask }: Defect, top: number, bottom: number): Defect {
  const rect = { x: 0, y: top, width: WIDTH, height: bottom - top };
  const [seen] = seenIn(rect, [{ classId, mask }], true);
  return { classId, mask: { ...seen!.mask!, y: seen!.mask!.y + top } };
}

describe('imperfect detectors', () => {
  const left: Rect = { x: 0, y: 0, width: 100, height: 100 };
  const right: Rect = { x: 60, y: 0, width: 100, height: 100 };
  const boxed = (score: number, ...box: [number, number, number, number]): RawDetection => ({
    classId: 0,
    score,
    box,
    mask: null,
  });

  it('a piece cut off at a border gives way to the tile that saw the whole, not by its score', () => {
    const parts = [
      { rect: left, detections: [boxed(0.9, 70, 40, 99, 61)] },
      { rect: right, detections: [boxed(0.6, 9, 42, 60, 60)] },
    ];
    expect(joinTiles(parts)).toEqual([boxed(0.9, 69, 42, 120, 60)]);
  });

  it('two tiles that saw all of it: the better score', () => {
    const parts = [
      { rect: left, detections: [boxed(0.6, 65, 40, 90, 60)] },
      { rect: right, detections: [boxed(0.8, 6, 41, 31, 62)] },
    ];
    expect(joinTiles(parts)).toEqual([boxed(0.8, 66, 41, 91, 62)]);
  });

  it('the whole picture and a tile that both saw all of it: the closer look, the better score', () => {
    const whole: Rect = { x: 0, y: 0, width: 160, height: 100 };
    const parts = [
      { rect: left, detections: [boxed(0.6, 20, 20, 40, 30)] },
      { rect: right, detections: [] },
      { rect: whole, detections: [boxed(0.9, 18, 19, 44, 33)] },
    ];
    expect(joinTiles(parts)).toEqual([boxed(0.9, 20, 20, 40, 30)]);
  });

  it('two defects in a tile, one of them a little better covered by a coarse result, stay two', () => {
    const whole: Rect = { x: 0, y: 0, width: 160, height: 100 };
    const two = [boxed(0.8, 10, 20, 30, 40), boxed(0.7, 32, 20, 48, 40)];
    const parts = [
      { rect: left, detections: two },
      { rect: right, detections: [] },
      { rect: whole, detections: [boxed(0.9, 8, 18, 50, 42)] },
    ];
    expect(joinTiles(parts)).toEqual([{ ...two[0], score: 0.9 }, two[1]]);
  });

  it('a coarse result of the whole picture gives way to the tile that saw it all', () => {
    const whole: Rect = { x: 0, y: 0, width: 160, height: 100 };
    const parts = [
      { rect: left, detections: [boxed(0.8, 20, 20, 30, 30)] },
      { rect: right, detections: [] },
      { rect: whole, detections: [boxed(0.5, 15, 15, 40, 40)] },
    ];
    expect(joinTiles(parts)).toEqual([boxed(0.8, 20, 20, 30, 30)]);
  });

  it('a fragment in a tile gives way to the whole picture when the tile could not see it all', () => {
    const whole: Rect = { x: 0, y: 0, width: 160, height: 100 };
    const parts = [
      { rect: left, detections: [boxed(0.8, 20, 20, 50, 30)] },
      { rect: right, detections: [] },
      { rect: whole, detections: [boxed(0.5, 15, 15, 150, 35)] },
    ];
    expect(joinTiles(parts)).toEqual([boxed(0.8, 15, 15, 150, 35)]);
  });

  it('two nested results of one tile stay two', () => {
    const parts = [
      { rect: left, detections: [boxed(0.8, 5, 5, 50, 50), boxed(0.7, 20, 20, 25, 25)] },
      { rect: right, detections: [] },
    ];
    expect(joinTiles(parts)).toHaveLength(2);
  });
});

describe('a tile that is the whole picture', () => {
  it('equals no tiles: nothing is joined, dropped or put in another order', () => {
    const rects = tileRects(WIDTH, HEIGHT, { ...TILING, size: { pixels: 1000 }, whole: true });
    const shape = defect({ x: 5, y: 5, width: 20, height: 20 });
    const one = detection(0, shape.mask, true);
    const detections = [{ ...one, score: 0.3 }, one, { ...one, score: 0.5 }];
    expect(joinTiles(rects.map((rect) => ({ rect, detections })))).toEqual(detections);
    expect(maskArea(one.mask!)).toBe(400);
  });
});
