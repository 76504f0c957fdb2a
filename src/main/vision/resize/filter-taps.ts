/** A resampling kernel: its half width at scale 1 and its value at a distance from the centre. */
export interface ResampleFilter {
  readonly support: number;
  readonly value: (distance: number) => number;
}

export const BILINEAR: ResampleFilter = {
  support: 1,
  value: (distance) => Math.max(0, 1 - Math.abs(distance)),
};

/** Keys, "Cubic convolution interpolation" (1981), with a = -0.5 as Pillow and PyTorch's antialias have it. */
export const BICUBIC: ResampleFilter = {
  support: 2,
  value: (distance) => {
    const x = Math.abs(distance);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
    return 0;
  },
};

export const LANCZOS: ResampleFilter = {
  support: 3,
  value: (distance) =>
    Math.abs(distance) < 3 ? normalisedSinc(distance) * normalisedSinc(distance / 3) : 0,
};

function normalisedSinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Which inputs make each output along one axis, with fixed-point weights. */
export interface FilterTaps {
  /** First input of output i. */
  readonly first: Int32Array;
  /** Number of inputs of output i. */
  readonly count: Int32Array;
  /** Weights of output i from `i * stride` on, scaled by 2^precision. */
  readonly weights: Int32Array;
  readonly stride: number;
  readonly precision: number;
}

/** Bits of PyTorch's weights for 8-bit pictures, sign included. */
const WEIGHT_BITS = 16;
const MAX_PRECISION = 22;

/**
 * The taps of an antialiased resize: when shrinking, the kernel is widened by the scale, so that
 * every input counts (as Pillow does). Weights become 16-bit integers with as many fraction bits
 * as the largest weight allows, the arithmetic of PyTorch's `interpolate(antialias=True)` on
 * uint8, which is what Hugging Face's image processors run. Pillow itself keeps 22 fraction bits
 * and differs by one grey level on less than 1 % of pixels.
 */
export function filterTaps(input: number, output: number, filter: ResampleFilter): FilterTaps {
  const scale = input / output;
  const widening = Math.max(1, scale);
  const support = filter.support * widening;
  const stride = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(output);
  const count = new Int32Array(output);
  const exact = new Float64Array(output * stride);
  for (let i = 0; i < output; i++) {
    const centre = scale * (i + 0.5);
    const from = Math.max(0, Math.trunc(centre - support + 0.5));
    const to = Math.min(input, Math.trunc(centre + support + 0.5));
    const taps = exact.subarray(i * stride, i * stride + Math.min(stride, to - from));
    let total = 0;
    for (let j = 0; j < taps.length; j++) {
      taps[j] = filter.value((from + j - centre + 0.5) / widening);
      total += taps[j]!;
    }
    for (let j = 0; j < taps.length; j++) taps[j]! /= total;
    first[i] = from;
    count[i] = taps.length;
  }
  const precision = fractionBits(exact);
  const weights = Int32Array.from(exact, (weight) =>
    Math.trunc(weight * 2 ** precision + (weight < 0 ? -0.5 : 0.5)),
  );
  return { first, count, weights, stride, precision };
}

/** The most fraction bits with which the largest weight still fits. */
function fractionBits(weights: Float64Array): number {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, weight);
  let precision = 0;
  while (
    precision < MAX_PRECISION &&
    Math.trunc(0.5 + largest * 2 ** (precision + 1)) < 2 ** (WEIGHT_BITS - 1)
  ) {
    precision++;
  }
  return precision;
}
