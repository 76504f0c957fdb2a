import { roundHalfToEven } from '../tensor.ts';
import type { Picture } from '../types.ts';

/** Called with each finished row (width x 3, valid only during the call) from top to bottom. */
export type RowSink = (row: Uint8Array, y: number) => void;

/** cv2 keeps interpolation weights of 8-bit pictures as integers of this scale (11 bits). */
const WEIGHT_ONE = 2048;

/** For each target position: the left of its two source positions and the integer weights of both. */
interface Taps {
  readonly index: Int32Array;
  readonly near: Int32Array;
  readonly far: Int32Array;
}

/**
 * Resizes an 8-bit RGB picture to `width` x `height`, bit for bit as `cv2.resize` with
 * INTER_LINEAR: weights rounded to 11 bits, the same order of shifts, the mean of 2 x 2 pixels
 * at exactly half the size, and a plain copy at the same size.
 *
 * Source: the behaviour of OpenCV 4 and 5 (imgproc, 8-bit fixed-point path), checked against cv2.
 */
export function resizeLinearCv2(
  source: Picture,
  width: number,
  height: number,
  sink: RowSink,
): void {
  if (width === source.width && height === source.height) copyRows(source, sink);
  else if (width * 2 === source.width && height * 2 === source.height) halveRows(source, sink);
  else interpolateRows(source, width, height, sink);
}

function copyRows({ data, width, height }: Picture, sink: RowSink): void {
  for (let y = 0; y < height; y++) sink(data.subarray(y * width * 3, (y + 1) * width * 3), y);
}

function halveRows(source: Picture, sink: RowSink): void {
  const { data } = source;
  const stride = source.width * 3;
  const row = new Uint8Array(stride / 2);
  for (let y = 0; y < source.height / 2; y++) {
    let upper = y * 2 * stride;
    for (let target = 0; target < row.length; upper += 3) {
      for (let channel = 0; channel < 3; channel++, upper++, target++) {
        const lower = upper + stride;
        row[target] = (data[upper]! + data[upper + 3]! + data[lower]! + data[lower + 3]! + 2) >> 2;
      }
    }
    sink(row, y);
  }
}

function interpolateRows(source: Picture, width: number, height: number, sink: RowSink): void {
  const columns = columnTaps(source.width, width);
  const rows = taps(source.height, height);
  const lastRow = source.height - 1;
  // Two horizontally resized source rows; the next target row mostly needs the same ones again.
  let upper = new Int32Array(width * 3);
  let lower = new Int32Array(width * 3);
  let upperY = -1;
  let lowerY = -1;
  const row = new Uint8Array(width * 3);

  for (let y = 0; y < height; y++) {
    const y0 = Math.min(Math.max(rows.index[y]!, 0), lastRow);
    const y1 = Math.min(Math.max(rows.index[y]! + 1, 0), lastRow);
    if (y0 === lowerY) {
      [upper, lower] = [lower, upper];
      [upperY, lowerY] = [lowerY, upperY];
    }
    if (y0 !== upperY) resizeRow(source, y0, columns, upper);
    upperY = y0;
    if (y1 !== lowerY) resizeRow(source, y1, columns, lower);
    lowerY = y1;
    const near = rows.near[y]!;
    const far = rows.far[y]!;
    for (let i = 0; i < row.length; i++) {
      row[i] = (((near * upper[i]!) >> 16) + ((far * lower[i]!) >> 16) + 2) >> 2;
    }
    sink(row, y);
  }
}

/** One source row at the target width, already shifted by the 4 bits that cv2 drops in between. */
function resizeRow(source: Picture, y: number, columns: Taps, into: Int32Array): void {
  const { data } = source;
  const base = y * source.width * 3;
  // A single column has no right neighbour; its weight is 0 then.
  const step = source.width > 1 ? 3 : 0;
  for (let x = 0, target = 0; x < columns.index.length; x++, target += 3) {
    const left = base + columns.index[x]!;
    const right = left + step;
    const near = columns.near[x]!;
    const far = columns.far[x]!;
    into[target] = (data[left]! * near + data[right]! * far) >> 4;
    into[target + 1] = (data[left + 1]! * near + data[right + 1]! * far) >> 4;
    into[target + 2] = (data[left + 2]! * near + data[right + 2]! * far) >> 4;
  }
}

/** Horizontally cv2 moves the taps into the picture; `index` becomes the offset of the left sample. */
function columnTaps(from: number, to: number): Taps {
  const columns = taps(from, to);
  for (let x = 0; x < to; x++) {
    const left = columns.index[x]!;
    if (left < 0) {
      columns.index[x] = 0;
      columns.near[x] = WEIGHT_ONE;
      columns.far[x] = 0;
    } else if (left >= from - 1) {
      // The last column with all weight on it, expressed by the pair before it.
      columns.index[x] = Math.max(from - 2, 0) * 3;
      columns.near[x] = from > 1 ? 0 : WEIGHT_ONE;
      columns.far[x] = from > 1 ? WEIGHT_ONE : 0;
    } else {
      columns.index[x] = left * 3;
    }
  }
  return columns;
}

/** Pixel centres map to pixel centres; positions are float32 as in cv2, so that rounding agrees. */
function taps(from: number, to: number): Taps {
  const scale = 1 / (to / from);
  const index = new Int32Array(to);
  const near = new Int32Array(to);
  const far = new Int32Array(to);
  for (let i = 0; i < to; i++) {
    const position = Math.fround((i + 0.5) * scale - 0.5);
    const left = Math.floor(position);
    const share = Math.fround(position - left);
    index[i] = left;
    near[i] = roundHalfToEven(Math.fround(1 - share) * WEIGHT_ONE);
    far[i] = roundHalfToEven(share * WEIGHT_ONE);
  }
  return { index, near, far };
}
