import { describe, expect, it } from 'vitest';
import { createMask2FormerHead } from '../../../src/main/vision/mask2former/head.ts';
import type { TensorValue } from '../../../src/main/vision/types.ts';
import { makeSpec } from './reference.ts';

const QUERIES = 100;
const SIDE = 96;
const PICTURE = { width: 4000, height: 3000 };

/** Sure queries; the mask of query i is a disc of `radius` cells around a place of its own. */
function discs(radius: number, queries = QUERIES): Record<string, TensorValue> {
  const classes = Float32Array.from({ length: queries * 2 }, (_, i) => (i % 2 === 0 ? 9 : 0));
  const masks = new Float32Array(queries * SIDE * SIDE);
  for (let i = 0; i < masks.length; i++) {
    const query = Math.floor(i / SIDE ** 2);
    const x = (i % SIDE) - (5 + 9 * (query % 10));
    const y = (Math.floor(i / SIDE) % SIDE) - (5 + 9 * Math.floor(query / 10));
    masks[i] = 4 * (radius - Math.hypot(x, y));
  }
  return {
    class_queries_logits: { type: 'float32', dims: [1, queries, 2], data: classes },
    masks_queries_logits: { type: 'float32', dims: [1, queries, SIDE, SIDE], data: masks },
  };
}

/** What a call leaves behind and what it threw away, as far as nothing was collected meanwhile. */
function growthOf(run: () => unknown): { readonly bytes: number; readonly result: unknown } {
  const before = process.memoryUsage();
  const result = run();
  const after = process.memoryUsage();
  const bytes = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return { bytes, result };
}

describe('100 queries on 12 megapixels', () => {
  it.each(['huggingface', 'argmax'] as const)(
    'take far less than one picture each (%s)',
    (rule) => {
      const head = createMask2FormerHead(makeSpec({ classes: ['a'], queries: QUERIES, rule }));
      const outputs = discs(3);
      const { bytes, result } = growthOf(() => head.detect(outputs, PICTURE, head.defaults));
      expect(result).toHaveLength(QUERIES);
      // Even if nothing was collected meanwhile: less than 4 of the 100 pictures of 12 MB.
      expect(bytes).toBeLessThan(4 * PICTURE.width * PICTURE.height);
    },
  );

  it('cost nothing when none of them is kept', () => {
    const head = createMask2FormerHead(makeSpec({ classes: ['a'], queries: QUERIES }));
    const { class_queries_logits: sure, masks_queries_logits: masks } = discs(3);
    const reversed = (sure!.data as Float32Array).toReversed();
    const outputs = {
      class_queries_logits: { ...sure!, data: reversed },
      masks_queries_logits: masks!,
    };
    const { bytes, result } = growthOf(() => head.detect(outputs, PICTURE, head.defaults));
    expect(result).toEqual([]);
    expect(bytes).toBeLessThan(2_000_000);
  });

  it('take runs, not pixels, even when the masks cover everything', () => {
    const head = createMask2FormerHead(makeSpec({ classes: ['a'], queries: QUERIES }));
    const detections = head.detect(discs(200, 10), PICTURE, head.defaults);
    expect(detections).toHaveLength(10);
    for (const { mask } of detections) {
      expect(mask!.counts).toEqual([0, 12_000_000]);
    }
  });
});
