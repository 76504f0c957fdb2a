import { describe, expect, it } from 'vitest';
import { createHead } from '../../../src/main/vision/create-head.ts';
import type { ModelSpec } from '../../../src/shared/models.ts';
import { SPEC } from '../inference/fake-process.ts';
import { makeSpec } from '../mask2former/reference.ts';

const yolo = (height: number, width: number, batch: number | string = 1): ModelSpec => ({
  ...SPEC,
  imageSize: [height, width],
  input: { ...SPEC.input, shape: [batch, 3, 'height', 'width'] },
});
const mask2former = (part: Parameters<typeof makeSpec>[0]): ModelSpec => makeSpec(part);
const exact = (height: number, width: number) => ({ style: 'exact' as const, height, width });

describe('what a model is fed with', () => {
  it.each([
    ['YOLO of 4096 x 4096', yolo(4096, 4096)],
    ['a batch of 16', yolo(640, 640, 16)],
    ['Mask2Former of 2048 x 2048', mask2former({ resize: exact(2048, 2048) })],
    ['of the picture’s own size', mask2former({ resize: { style: 'none' } })],
  ])('may be %s', (_, spec) => {
    expect(() => createHead(spec)).not.toThrow();
  });

  it.each([
    ['100,000 x 100,000', yolo(100_000, 100_000), /100000 x 100000 pixels/],
    ['no pixel', yolo(0, 0), /0 x 0 pixels/],
    ['no picture', yolo(64, 64, 0), /0 pictures of 64 x 64/],
    ['a million pictures', yolo(640, 640, 1_000_000), /1000000 pictures of 640 x 640/],
    ['a side of 1e9', mask2former({ resize: exact(64, 1e9) }), /64 x 1000000000/],
    [
      'edges of a million',
      mask2former({ resize: { style: 'edges', shortest: 1e6, longest: 1e6 } }),
      /pixels \(height x width\)/,
    ],
    [
      'a divisor of 1e9',
      mask2former({ resize: exact(64, 64), sizeDivisor: 1e9 }),
      /1000000000 x 1000000000/,
    ],
  ])('is refused before anything is allocated: %s', (_, spec, message) => {
    expect(() => createHead(spec)).toThrow(
      expect.objectContaining({
        code: 'MODEL_UNSUPPORTED',
        message: expect.stringMatching(message),
      }),
    );
  });
});
