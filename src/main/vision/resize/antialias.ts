import type { Picture } from '../types.ts';
import { type FilterTaps, filterTaps, type ResampleFilter } from './filter-taps.ts';
import type { RowSink } from './linear-cv2.ts';

const CHANNELS = 3;

/**
 * Resizes an 8-bit RGB picture as PyTorch does with antialias: sideways first, then downwards,
 * each result rounded to 8 bits. Bit-equal to torchvision's `resize` for bilinear, bicubic and
 * Lanczos.
 *
 * Rows are resized sideways only when the vertical step comes to them, into a ring that holds no
 * more than one target row needs, so memory does not grow with the picture's height.
 */
export function resizeAntialias(
  picture: Picture,
  width: number,
  height: number,
  filter: ResampleFilter,
  sink: RowSink,
): void {
  const across = picture.width === width ? null : filterTaps(picture.width, width, filter);
  if (picture.height !== height) {
    mixRows(picture, across, filterTaps(picture.height, height, filter), sink);
    return;
  }
  const row = new Uint8ClampedArray(width * CHANNELS);
  const bytes = new Uint8Array(row.buffer);
  for (let y = 0; y < height; y++) {
    sideways(picture, y, across, row);
    sink(bytes, y);
  }
}

function mixRows(
  picture: Picture,
  across: FilterTaps | null,
  down: FilterTaps,
  sink: RowSink,
): void {
  const rowLength = (across?.first.length ?? picture.width) * CHANNELS;
  const ring = Array.from({ length: down.stride }, () => new Uint8ClampedArray(rowLength));
  const sums = new Int32Array(rowLength);
  const row = new Uint8ClampedArray(rowLength);
  const bytes = new Uint8Array(row.buffer);
  let ready = 0;
  for (let y = 0; y < down.first.length; y++) {
    const from = down.first[y]!;
    const to = from + down.count[y]!;
    for (ready = Math.max(ready, from); ready < to; ready++) {
      sideways(picture, ready, across, ring[ready % down.stride]!);
    }
    sums.fill(1 << (down.precision - 1));
    for (let source = from; source < to; source++) {
      const weight = down.weights[y * down.stride + source - from]!;
      addWeighted(sums, ring[source % down.stride]!, weight);
    }
    for (let i = 0; i < rowLength; i++) row[i] = sums[i]! >> down.precision;
    sink(bytes, y);
  }
}

function addWeighted(sums: Int32Array, row: Uint8ClampedArray, weight: number): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += Math.imul(row[i]!, weight);
}

/** One row of the picture at the target width; kernels with negative lobes overshoot, so it clamps. */
function sideways(
  picture: Picture,
  y: number,
  taps: FilterTaps | null,
  into: Uint8ClampedArray,
): void {
  const { data } = picture;
  const rowStart = y * picture.width * CHANNELS;
  if (taps === null) {
    into.set(data.subarray(rowStart, rowStart + into.length));
    return;
  }
  const { first, count, weights, stride, precision } = taps;
  const half = 1 << (precision - 1);
  for (let x = 0, to = 0; x < first.length; x++, to += CHANNELS) {
    let at = rowStart + first[x]! * CHANNELS;
    let red = half;
    let green = half;
    let blue = half;
    const end = x * stride + count[x]!;
    for (let tap = x * stride; tap < end; tap++, at += CHANNELS) {
      const weight = weights[tap]!;
      red += Math.imul(weight, data[at]!);
      green += Math.imul(weight, data[at + 1]!);
      blue += Math.imul(weight, data[at + 2]!);
    }
    into[to] = red >> precision;
    into[to + 1] = green >> precision;
    into[to + 2] = blue >> precision;
  }
}
