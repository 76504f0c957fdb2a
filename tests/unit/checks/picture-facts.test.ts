import { describe, expect, it } from 'vitest';
import { pictureFacts } from '../../../src/main/vision/checks/picture-facts.ts';
import reference from './reference.json' with { type: 'json' };

describe(`picture facts as OpenCV ${reference.opencv} measures them`, () => {
  it.each(reference.cases)('$width x $height', ({ width, height, rgb, ...expected }) => {
    const facts = pictureFacts({ width, height, data: Buffer.from(rgb, 'base64') });
    for (const [name, value] of Object.entries(facts)) {
      expect(value, name).toBeCloseTo(expected[name as keyof typeof expected], 8);
    }
  });

  it('finds a flat picture without any sharpness, whatever its size', () => {
    const data = new Uint8Array(64 * 48 * 3).fill(200);
    expect(pictureFacts({ width: 64, height: 48, data })).toEqual({
      sharpness: 0,
      brightness: 200,
      blackShare: 0,
      whiteShare: 0,
    });
  });
});
