import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asFloat32,
  floatToHalf,
  halfToFloat,
  roundHalfToEven,
} from '../../../src/main/vision/tensor.ts';

describe('half precision', () => {
  it('keeps every half through float32 and back', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = halfToFloat(bits);
      if (Number.isNaN(value)) expect(Number.isNaN(halfToFloat(floatToHalf(value)))).toBe(true);
      else expect(floatToHalf(value)).toBe(bits);
    }
  });

  it('rounds to the nearest half, ties to even', () => {
    const between = fc.double({ min: -70000, max: 70000, noNaN: true }).map(Math.fround);
    fc.assert(
      fc.property(between, (value) => {
        const rounded = halfToFloat(floatToHalf(value));
        // DataView's half conversion is the engine's own.
        const view = new DataView(new ArrayBuffer(2)) as DataView & {
          setFloat16(offset: number, value: number): void;
          getFloat16(offset: number): number;
        };
        view.setFloat16(0, value);
        expect(rounded).toBe(view.getFloat16(0));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('asFloat32', () => {
  it('hands float32 over without a copy', () => {
    const data = Float32Array.of(1, 2);
    expect(asFloat32({ type: 'float32', dims: [2], data })).toBe(data);
  });

  it('widens float16 bits, also in the middle of a buffer', () => {
    const bits = Uint16Array.of(0, 0x3c00, 0xc000).subarray(1);
    expect(asFloat32({ type: 'float16', dims: [2], data: bits })).toEqual(Float32Array.of(1, -2));
  });

  it('refuses other element types', () => {
    expect(asFloat32({ type: 'int64', dims: [1], data: new BigInt64Array(1) })).toBeNull();
  });
});

describe('roundHalfToEven', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, -0],
    [-1.5, -2],
    [2.4, 2],
    [2.6, 3],
    [-0.1, 0],
  ])('rounds %d to %d', (value, rounded) => {
    expect(roundHalfToEven(value) + 0).toBe(rounded + 0);
  });
});
