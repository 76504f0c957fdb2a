import { describe, expect, it } from 'vitest';
import { createMask2FormerHead } from '../../../src/main/vision/mask2former/head.ts';
import { readPreprocessor } from '../../../src/main/vision/mask2former/preprocessor.ts';
import { halfToFloat } from '../../../src/main/vision/tensor.ts';
import { bytes, floats, makeSpec, reference } from './reference.ts';

/** Values are up to 2.7 in size: 1e-6 is a few of float32's last places, a grey level is 0.017. */
const TOLERANCE = 1e-6;

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

describe('preprocessing equals Hugging Face', () => {
  for (const [index, sample] of reference.preprocessing.entries()) {
    const { width, height } = sample;
    const settings = readPreprocessor(sample.preprocessor);
    it(`sample ${index}: ${width} x ${height}, ${JSON.stringify(settings.resize)}, filter ${settings.resample}`, () => {
      const head = createMask2FormerHead(makeSpec(settings));
      const { input } = head.prepare({ width, height, data: bytes(sample.picture) });
      const values = input.data as Float32Array;
      expect(input.dims).toEqual(sample.dims);
      if (sample.values !== undefined) {
        const scale = Math.max(
          1,
          ...settings.std.map((std) => 1 / std / settings.rescaleFactor / 255),
        );
        expect(largestDifference(values, floats(sample.values))).toBeLessThan(TOLERANCE * scale);
      } else {
        const plane = values.length / 3;
        const last = [0, 1, 2].map((channel) => values[(channel + 1) * plane - 1]!);
        const sum = values.reduce((total, value) => total + value, 0);
        expect(largestDifference(last, sample.last!)).toBeLessThan(TOLERANCE);
        expect(Math.abs(sum - sample.sum!) / values.length).toBeLessThan(TOLERANCE);
      }
    });
  }

  it('feeds half-precision models binary16 bits of the same values', () => {
    const { picture, width, height } = reference.preprocessing[1]!;
    const spec = makeSpec({ resize: { style: 'exact', width: 16, height: 12 } });
    const half = { ...spec, input: { ...spec.input, type: 'float16' } };
    const data = bytes(picture);
    const exact = createMask2FormerHead(spec).prepare({ width, height, data }).input;
    const rounded = createMask2FormerHead(half).prepare({ width, height, data }).input;
    expect(rounded.type).toBe('float16');
    const widened = Array.from(rounded.data as Uint16Array, halfToFloat);
    expect(largestDifference(widened, exact.data as Float32Array)).toBeLessThan(2 ** -11);
  });
});
