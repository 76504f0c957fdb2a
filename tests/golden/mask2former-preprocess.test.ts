import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOnnxFacts } from '../../src/main/models/onnx-file.ts';
import { decodePictureFile } from '../../src/main/vision/decode/decode.ts';
import { createMask2FormerHead } from '../../src/main/vision/mask2former/head.ts';
import { readPreprocessor } from '../../src/main/vision/mask2former/preprocessor.ts';
import { recogniseMask2Former } from '../../src/main/vision/mask2former/spec.ts';
import { goldenPath, loadSums } from './support/load.ts';

interface PixelSums {
  readonly cases: readonly {
    readonly model: string;
    readonly pictures: readonly {
      readonly file: string;
      /** [3, height, width] */
      readonly shape: readonly number[];
      readonly mean: readonly number[];
      /** [channel, y, x, value] */
      readonly samples: readonly (readonly [number, number, number, number])[];
    }[];
  }[];
}

/** The goldens' values are rounded to five decimals. */
const TOLERANCE = 1e-5;

describe('pixel values of decoded pictures equal Hugging Face', () => {
  const cases = loadSums<PixelSums>('mask2former-preprocess').cases.flatMap(({ model, pictures }) =>
    pictures.map((picture) => ({ model, file: picture.file, picture })),
  );

  it('has cases to compare', () => {
    expect(cases).not.toHaveLength(0);
  });

  it.each(cases)('$file for $model', async ({ model, file, picture: golden }) => {
    const path = goldenPath(model);
    const result = recogniseMask2Former(await readOnnxFacts(path), {});
    if ('no' in result) throw new Error(result.no);
    // The processor alone, without the fixed input size that the file would insist on.
    const preprocessor = readFileSync(join(dirname(path), 'preprocessor_config.json'), 'utf8');
    const head = createMask2FormerHead({
      ...result.spec,
      ...readPreprocessor(JSON.parse(preprocessor)),
    });
    const limits = { maxPixels: 1e8, maxBytes: 1e9 };
    const { picture } = await decodePictureFile(goldenPath(file), limits);
    const { input } = head.prepare(picture);
    expect(input.dims).toEqual([1, ...golden.shape]);
    const values = input.data as Float32Array;
    const [, height, width] = golden.shape as [number, number, number];
    for (const [channel, y, x, value] of golden.samples) {
      const ours = values[(channel * height + y) * width + x]!;
      expect(Math.abs(ours - value)).toBeLessThan(TOLERANCE);
    }
    for (const [channel, mean] of golden.mean.entries()) {
      const plane = values.subarray(channel * height * width, (channel + 1) * height * width);
      const ours = plane.reduce((sum, value) => sum + value, 0) / plane.length;
      expect(Math.abs(ours - mean)).toBeLessThan(TOLERANCE);
    }
  });
});
