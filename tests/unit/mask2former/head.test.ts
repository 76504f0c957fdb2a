import { describe, expect, it } from 'vitest';
import { createMask2FormerHead } from '../../../src/main/vision/mask2former/head.ts';
import { floatToHalf } from '../../../src/main/vision/tensor.ts';
import type { RawDetection, TensorValue } from '../../../src/main/vision/types.ts';
import { maskBounds, type RegionMask } from '../../../src/shared/masks/index.ts';
import { fromIntervals, toIntervals } from '../../../src/shared/masks/intervals.ts';
import { floats, makeSpec, reference } from './reference.ts';

type Sample = (typeof reference.postprocessing)[number];

function tensor(dims: readonly number[], data: Float32Array): TensorValue {
  return { type: 'float32', dims, data };
}

function outputsOf(sample: Sample): Record<string, TensorValue> {
  const { queries, classes, maskHeight, maskWidth } = sample;
  return {
    class_queries_logits: tensor([1, queries, classes + 1], floats(sample.classLogits)),
    masks_queries_logits: tensor([1, queries, maskHeight, maskWidth], floats(sample.maskLogits)),
  };
}

function detect(sample: Sample, rule: 'huggingface' | 'argmax' = 'huggingface') {
  const head = createMask2FormerHead(makeSpec({ rule }));
  const picture = { width: sample.pictureWidth, height: sample.pictureHeight };
  const options = { ...head.defaults, confidence: sample.threshold };
  return head.detect(outputsOf(sample), picture, options);
}

/** Run lengths over the whole picture, for comparison with the reference's. */
function wholeCounts(mask: RegionMask, sample: Sample): readonly number[] {
  const frame = { x: 0, y: 0, width: sample.pictureWidth, height: sample.pictureHeight };
  return fromIntervals(toIntervals(mask, frame), frame).counts;
}

function differentPixels(a: readonly number[], b: readonly number[], sample: Sample): number {
  const paint = (counts: readonly number[]) => {
    const pixels = new Uint8Array(sample.pictureWidth * sample.pictureHeight);
    let at = 0;
    for (const [index, count] of counts.entries()) {
      pixels.fill(index % 2, at, at + count);
      at += count;
    }
    return pixels;
  };
  const painted = paint(b);
  return paint(a).reduce((sum, pixel, i) => sum + Math.abs(pixel - painted[i]!), 0);
}

describe('postprocessing equals Hugging Face', () => {
  for (const [index, sample] of reference.postprocessing.entries()) {
    const { maskWidth, maskHeight, pictureWidth, pictureHeight, threshold, found } = sample;
    it(`sample ${index}: ${maskWidth} x ${maskHeight} to ${pictureWidth} x ${pictureHeight} at ${threshold}`, () => {
      const expected = found.toSorted((a, b) => b.score - a.score);
      const actual = detect(sample);
      expect(actual.map(({ classId }) => classId)).toEqual(expected.map(({ classId }) => classId));
      for (const [i, detection] of actual.entries()) {
        expect(Math.abs(detection.score - expected[i]!.score)).toBeLessThan(2e-6);
        const counts = wholeCounts(detection.mask!, sample);
        expect(differentPixels(counts, expected[i]!.counts, sample)).toBe(0);
      }
    });
  }

  it('is tried on samples that hold detections, and on some that lose segments', () => {
    const sizes = reference.postprocessing.map(({ found }) => found.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(30);
  });
});

/** A model of one class with the given mask logits for its only query. */
function single(
  masks: readonly number[],
  width: number,
  height: number,
  picture: { width: number; height: number },
  rule: 'huggingface' | 'argmax' = 'huggingface',
): readonly RawDetection[] {
  const head = createMask2FormerHead(makeSpec({ classes: ['a'], queries: 1, rule }));
  const outputs = {
    class_queries_logits: tensor([1, 1, 2], Float32Array.of(9, 0)),
    masks_queries_logits: tensor([1, 1, height, width], Float32Array.from(masks)),
  };
  return head.detect(outputs, picture, head.defaults);
}

describe('Mask2Former head', () => {
  it('gives the tight box of the mask, right and bottom edge exclusive', () => {
    const picture = { width: 768, height: 192 };
    const [detection] = single([-9, -9, 9, -9], 2, 2, picture);
    const bounds = maskBounds(detection!.mask!)!;
    expect(detection!.box).toEqual([
      bounds.x,
      bounds.y,
      bounds.x + bounds.width,
      bounds.y + bounds.height,
    ]);
    expect(detection!.box[0]).toBe(0);
    expect(detection!.box[3]).toBe(192);
  });

  it('drops a segment that falls between the picture’s pixels', () => {
    const masks = new Array<number>(384 * 384).fill(-9);
    masks[1 * 384 + 1] = 9;
    expect(single(masks, 384, 384, { width: 384, height: 384 })).toHaveLength(1);
    expect(single(masks, 384, 384, { width: 192, height: 192 })).toHaveLength(0);
  });

  it('keeps a mask of one pixel', () => {
    const masks = new Array<number>(384 * 384).fill(-9);
    masks[7 * 384 + 5] = 9;
    const [detection] = single(masks, 384, 384, { width: 384, height: 384 });
    expect(detection).toMatchObject({
      box: [5, 7, 6, 8],
      mask: { x: 5, y: 7, width: 1, height: 1, counts: [0, 1] },
    });
  });

  it('reads half-precision outputs', () => {
    const sample = reference.postprocessing[0]!;
    const head = createMask2FormerHead(makeSpec());
    const halved = Object.fromEntries(
      Object.entries(outputsOf(sample)).map(([name, { dims, data }]) => [
        name,
        { type: 'float16', dims, data: Uint16Array.from(data as Float32Array, floatToHalf) },
      ]),
    );
    const picture = { width: sample.pictureWidth, height: sample.pictureHeight };
    const actual = head.detect(halved, picture, head.defaults);
    expect(actual).toHaveLength(sample.found.length);
    for (const [i, { score }] of actual.entries()) {
      expect(score).toBeCloseTo(detect(sample)[i]!.score, 2);
    }
  });

  it('cuts off after maxDetections, the best first', () => {
    const sample = reference.postprocessing.find(({ found }) => found.length > 2)!;
    const head = createMask2FormerHead(makeSpec());
    const picture = { width: sample.pictureWidth, height: sample.pictureHeight };
    const options = { ...head.defaults, confidence: sample.threshold, maxDetections: 2 };
    const best = head.detect(outputsOf(sample), picture, options);
    expect(best).toEqual(detect(sample).slice(0, 2));
    expect(best[0]!.score).toBeGreaterThanOrEqual(best[1]!.score);
  });

  it.each(['huggingface', 'argmax'] as const)(
    'finds at a threshold what is left of a lower one, as the page’s slider filters it (%s)',
    (rule) => {
      const head = createMask2FormerHead(makeSpec({ rule }));
      let compared = 0;
      for (const sample of reference.postprocessing) {
        const picture = { width: sample.pictureWidth, height: sample.pictureHeight };
        const at = (confidence: number) =>
          head.detect(outputsOf(sample), picture, { ...head.defaults, confidence });
        for (const threshold of [0.2, 0.35, 0.5, 0.7]) {
          const left = at(0.1).filter(({ score }) => score >= threshold);
          expect(at(threshold)).toEqual(left);
          compared += left.length;
        }
      }
      expect(compared).toBeGreaterThan(50);
    },
  );

  it.each([
    [
      'an output is missing',
      { class_queries_logits: tensor([1, 6, 4], new Float32Array(24)) },
      /missing/,
    ],
    [
      'class logits are not numbers',
      {
        class_queries_logits: tensor([1, 6, 4], new Float32Array(24).fill(Number.NaN)),
        masks_queries_logits: tensor([1, 6, 2, 2], new Float32Array(24)),
      },
      /not numbers/,
    ],
    [
      'mask logits are not numbers',
      {
        class_queries_logits: tensor(
          [1, 6, 4],
          Float32Array.from({ length: 24 }, (_, i) => (i % 4 ? 0 : 9)),
        ),
        masks_queries_logits: tensor([1, 6, 2, 2], new Float32Array(24).fill(Number.NaN)),
      },
      /not numbers/,
    ],
    [
      'there are more classes than names',
      {
        class_queries_logits: tensor([1, 6, 5], new Float32Array(30)),
        masks_queries_logits: tensor([1, 6, 2, 2], new Float32Array(24)),
      },
      /5 columns/,
    ],
    [
      'there are fewer masks than queries',
      {
        class_queries_logits: tensor(
          [1, 6, 4],
          Float32Array.from({ length: 24 }, (_, i) => (i % 4 ? 0 : 9)),
        ),
        masks_queries_logits: tensor([1, 2, 2, 2], new Float32Array(8).fill(9)),
      },
      /2 masks for 6 queries/,
    ],
  ])('refuses to answer "nothing found" when %s', (_, outputs, message) => {
    const head = createMask2FormerHead(makeSpec());
    expect(() => head.detect(outputs, { width: 9, height: 9 }, head.defaults)).toThrowError(
      expect.objectContaining({
        code: 'MODEL_RUN_FAILED',
        message: expect.stringMatching(message),
      }),
    );
  });
});

describe('the rule of the old server', () => {
  it('keeps queries whose most probable class is real and over the threshold, at its probability', () => {
    const sample = { ...reference.postprocessing[0]!, threshold: 0.3 };
    const logits = floats(sample.classLogits);
    const expected = [0, 1, 2, 3, 4, 5].flatMap((query) => {
      const powers = Array.from(logits.slice(query * 4, query * 4 + 4), Math.exp);
      const total = powers.reduce((sum, power) => sum + power, 0);
      const best = powers.indexOf(Math.max(...powers));
      const hasPixels = query !== 1;
      return best < 3 && powers[best]! / total > 0.3 && hasPixels
        ? [{ classId: best, score: powers[best]! / total }]
        : [];
    });
    const actual = detect(sample, 'argmax');
    expect(actual).toHaveLength(expected.length);
    for (const { classId, score } of expected) {
      expect(actual.some((a) => a.classId === classId && Math.abs(a.score - score) < 1e-6)).toBe(
        true,
      );
    }
  });

  it('resizes the logits to the picture itself', () => {
    // Between the centres 1 (logit -1) and 5 (logit 3) of four pixels each, the sign turns at 2.
    const [detection] = single([-1, 3], 2, 1, { width: 8, height: 3 }, 'argmax');
    expect(detection!.box).toEqual([3, 0, 8, 3]);
  });
});
