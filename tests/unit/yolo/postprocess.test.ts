import { describe, expect, it } from 'vitest';
import { rawCandidates } from '../../../src/main/vision/yolo/candidates.ts';
import { maskPainter } from '../../../src/main/vision/yolo/masks.ts';
import { boxScaler } from '../../../src/main/vision/yolo/scale-back.ts';
import { suppress } from '../../../src/main/vision/yolo/suppression.ts';
import type { Box } from '../../../src/shared/domain.ts';
import { fromCocoMask, maskArea, toCocoMask } from '../../../src/shared/masks/index.ts';
import golden from './data/postprocess-cases.json' with { type: 'json' };
import { noise } from './support.ts';

/** As `predictions` in make_postprocess_cases.py. */
function predictions(anchors: number, classes: number, spread: number): Float32Array {
  const values = noise((4 + classes) * anchors, 1);
  for (let i = 0; i < 2 * anchors; i++) values[i] = values[i]! * spread + 30;
  for (let i = 2 * anchors; i < 4 * anchors; i++) values[i] = values[i]! * 40 + 20;
  return values;
}

describe('suppression', () => {
  it.each(golden.suppression)(
    'keeps what Ultralytics keeps: $anchors anchors, $classes classes',
    ({ anchors, classes, spread, confidence, iou, maxDetections, anchorsKept }) => {
      const values = predictions(anchors, classes, spread);
      const candidates = rawCandidates(values, classes, anchors, confidence);
      const kept = suppress(candidates, iou, maxDetections);
      expect(Array.from(kept, (index) => candidates.places[index])).toEqual(anchorsKept);
    },
  );
});

describe('boxScaler', () => {
  it.each(golden.scaling)(
    'puts boxes from $input back into $picture',
    ({ input: [height, width], picture: [pictureHeight, pictureWidth], boxes, scaled }) => {
      const scale = boxScaler(
        { width: width!, height: height! },
        { width: pictureWidth!, height: pictureHeight! },
      );
      for (const [index, box] of boxes.entries()) {
        const result = scale(box as unknown as Box);
        for (const side of [0, 1, 2, 3] as const) {
          expect(result[side]).toBeCloseTo(scaled[index]![side]!, 3);
        }
      }
    },
  );
});

describe('maskPainter', () => {
  it.each(golden.masks)(
    'equals process_mask_native: prototypes $prototypes, picture $picture',
    ({ prototypes: [height, width], picture: [pictureHeight, pictureWidth], boxes, masks }) => {
      const count = 4;
      const values = noise(count * height! * width!, 5).map((value) => value - 0.5);
      const coefficients = noise(masks.length * count, 6).map((value) => value - 0.5);
      const picture = { width: pictureWidth!, height: pictureHeight! };
      const paint = maskPainter({ count, width: width!, height: height!, values }, picture);
      for (const [index, counts] of masks.entries()) {
        const box = boxes[index] as unknown as Box;
        const mask = paint((coefficient) => coefficients[index * count + coefficient]!, box);
        const size: [number, number] = [pictureHeight!, pictureWidth!];
        const empty = maskArea(fromCocoMask({ size, counts })) === 0;
        expect(mask && toCocoMask(mask, ...size).counts).toBe(empty ? null : counts);
      }
    },
  );

  it('gives nothing for an empty box and for prototypes that are nowhere positive', () => {
    const prototypes = { count: 1, width: 4, height: 4, values: new Float32Array(16).fill(1) };
    const paint = maskPainter(prototypes, { width: 16, height: 16 });
    expect(paint(() => 1, [5, 5, 5, 9])).toBeNull();
    expect(paint(() => -1, [0, 0, 16, 16])).toBeNull();
    expect(paint(() => 1, [0.5, 2, 3.2, 4])).toMatchObject({ x: 1, y: 2, width: 3, height: 2 });
  });
});
