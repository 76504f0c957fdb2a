import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resizeAntialias } from '../../../src/main/vision/resize/antialias.ts';
import {
  BICUBIC,
  BILINEAR,
  LANCZOS,
  type ResampleFilter,
} from '../../../src/main/vision/resize/filter-taps.ts';
import type { CreateKernel } from '../../../src/main/vision/resize/kernel.ts';
import { createPlainKernel } from '../../../src/main/vision/resize/plain-kernel.ts';
import { createSimdKernel } from '../../../src/main/vision/resize/simd-kernel.ts';
import type { Picture } from '../../../src/main/vision/types.ts';

function resized(
  picture: Picture,
  width: number,
  height: number,
  filter: ResampleFilter,
  kernel: CreateKernel,
): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  resizeAntialias(picture, width, height, filter, (row, y) => data.set(row, y * width * 3), kernel);
  return data;
}

function noise(width: number, height: number, seed: number): Picture {
  let state = seed;
  const data = Uint8Array.from({ length: width * height * 3 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 24) & 0xff;
  });
  return { width, height, data };
}

const side = fc.integer({ min: 1, max: 90 });

describe('the antialiased resize', () => {
  it('has vector instructions on this machine', () => {
    expect(createSimdKernel).not.toBeNull();
  });

  it('gives the same bytes with vector instructions and without', () => {
    fc.assert(
      fc.property(
        side,
        side,
        side,
        side,
        fc.constantFrom(BILINEAR, BICUBIC, LANCZOS),
        fc.integer(),
        (fromWidth, fromHeight, width, height, filter, seed) => {
          const picture = noise(fromWidth, fromHeight, seed);
          const plain = resized(picture, width, height, filter, createPlainKernel);
          const vector = resized(picture, width, height, filter, createSimdKernel!);
          expect(Buffer.compare(plain, vector)).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([BILINEAR, BICUBIC, LANCZOS])('changes nothing at the same size', (filter) => {
    const picture = noise(33, 21, 5);
    expect(resized(picture, 33, 21, filter, createSimdKernel!)).toEqual(picture.data);
  });

  it('works on rows wider than the memory it begins with', () => {
    const picture = noise(30_000, 3, 9);
    const plain = resized(picture, 20_000, 2, BILINEAR, createPlainKernel);
    expect(Buffer.compare(plain, resized(picture, 20_000, 2, BILINEAR, createSimdKernel!))).toBe(0);
  });
});
