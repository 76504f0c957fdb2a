import type { FilterTaps } from './filter-taps.ts';
import type { ResizeKernel } from './kernel.ts';

/**
 * The resize in plain arithmetic: the definition that the vector kernel must equal, and what runs
 * where there are no vector instructions.
 */
export function createPlainKernel(across: FilterTaps, down: FilterTaps): ResizeKernel {
  const rowBytes = across.first.length * 3;
  // Kernels with negative lobes overshoot, so every store clamps.
  const ring = Array.from({ length: down.stride }, () => new Uint8ClampedArray(rowBytes));
  const mixed = new Uint8ClampedArray(rowBytes);
  const sums = new Int32Array(rowBytes);
  return {
    sideways: (sourceRow, slot) => sideways(sourceRow, across, ring[slot]!),
    mix: (y) => {
      sums.fill(1 << (down.precision - 1));
      for (let tap = 0; tap < down.count[y]!; tap++) {
        const row = ring[(down.first[y]! + tap) % down.stride]!;
        const weight = down.weights[y * down.stride + tap]!;
        for (let i = 0; i < rowBytes; i++) sums[i]! += Math.imul(row[i]!, weight);
      }
      for (let i = 0; i < rowBytes; i++) mixed[i] = sums[i]! >> down.precision;
      return new Uint8Array(mixed.buffer);
    },
  };
}

function sideways(source: Uint8Array, taps: FilterTaps, into: Uint8ClampedArray): void {
  const { first, count, weights, stride, precision } = taps;
  const half = 1 << (precision - 1);
  for (let x = 0, to = 0; x < first.length; x++, to += 3) {
    let at = first[x]! * 3;
    let red = half;
    let green = half;
    let blue = half;
    const end = x * stride + count[x]!;
    for (let tap = x * stride; tap < end; tap++, at += 3) {
      const weight = weights[tap]!;
      red += Math.imul(weight, source[at]!);
      green += Math.imul(weight, source[at + 1]!);
      blue += Math.imul(weight, source[at + 2]!);
    }
    into[to] = red >> precision;
    into[to + 1] = green >> precision;
    into[to + 2] = blue >> precision;
  }
}
