import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fitLetterbox, letterboxTensor } from '../../../src/main/vision/letterbox.ts';
import { asFloat32 } from '../../../src/main/vision/tensor.ts';
import type { Picture } from '../../../src/main/vision/types.ts';
import { interleavedBytes } from '../../golden/support/interleave.ts';
import golden from './data/letterbox-cases.json' with { type: 'json' };

/** The same noise as in make_letterbox_cases.py. */
function noise(width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    let mixed = Math.imul(i, 2654435761);
    mixed ^= mixed >>> 15;
    data[i] = Math.imul(mixed, 2246822519) >>> 24;
  }
  return { width, height, data };
}

describe('letterbox', () => {
  it.each(golden.cases)(
    'equals Ultralytics for $picture into $target, stride $stride',
    ({ picture: [width, height], target: [targetHeight, targetWidth], stride, output, sha256 }) => {
      const picture = noise(width!, height!);
      const box = fitLetterbox(picture, [targetHeight!, targetWidth!], stride);
      expect([box.width, box.height]).toEqual(output);
      const tensor = letterboxTensor(picture, box, 'float32', 1);
      expect(tensor.dims).toEqual([1, 3, box.height, box.width]);
      const bytes = interleavedBytes(asFloat32(tensor)!, box.width * box.height);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    },
  );

  it('divides in float32, and rounds that once more for half precision', () => {
    const picture: Picture = { width: 1, height: 1, data: Uint8Array.of(1, 100, 255) };
    const box = fitLetterbox(picture, [1, 1], null);
    const floats = letterboxTensor(picture, box, 'float32', 1).data;
    expect(floats).toEqual(Float32Array.of(1 / 255, 100 / 255, 1));
    const halves = letterboxTensor(picture, box, 'float16', 1);
    // numpy: (np.float32([1, 100, 255]) / 255).astype(np.float16).view(np.uint16)
    expect(halves.data).toEqual(Uint16Array.of(0x1c04, 0x3646, 0x3c00));
  });

  it('leaves the rest of a fixed batch at zero, as Ultralytics pads it', () => {
    const picture = noise(4, 2);
    const box = fitLetterbox(picture, [4, 4], null);
    const { data, dims } = letterboxTensor(picture, box, 'float32', 2);
    expect(dims).toEqual([2, 3, 4, 4]);
    const values = asFloat32({ type: 'float32', dims, data })!;
    expect(values[0]).toBe(Math.fround(114 / 255));
    expect(values.subarray(48).every((value) => value === 0)).toBe(true);
  });
});
