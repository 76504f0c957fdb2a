import type { Size } from './target-size.ts';

/** A map of mask logits of one query, row by row. */
export interface LogitMap extends Size {
  readonly data: Float32Array;
}

/**
 * Set pixels column by column: `columns[i]` holds the half-open runs of rows
 * `[start, end, start, end, …]` of column `x + i`.
 */
export interface ColumnRuns {
  readonly x: number;
  readonly columns: readonly (readonly number[])[];
}

/**
 * The pixels over 0 of a logit map enlarged bilinearly (PyTorch's `interpolate`, align_corners
 * off). Only columns and rows beside a positive value are computed, and no enlarged map is kept.
 *
 * @param visit sees every positive value once
 * @returns null when the map has no positive value
 */
export function positiveRuns(
  map: LogitMap,
  target: Size,
  visit: (logit: number) => void,
): ColumnRuns | null {
  const bounds = positiveBounds(map);
  if (bounds === null) return null;
  const across = bilinearAxis(map.width, target.width);
  const down = bilinearAxis(map.height, target.height);
  const [left, right] = reachedBy(across, bounds.left, bounds.right);
  const [top, bottom] = reachedBy(down, bounds.top, bounds.bottom);
  const firstRow = down.lower[top]!;
  const lastRow = down.upper[bottom]!;
  const column = new Float64Array(map.height);
  const columns: number[][] = [];
  for (let x = left; x <= right; x++) {
    const lower = across.lower[x]!;
    const upper = across.upper[x]!;
    const share = across.share[x]!;
    for (let row = firstRow; row <= lastRow; row++) {
      const near = map.data[row * map.width + lower]!;
      column[row] = near + (map.data[row * map.width + upper]! - near) * share;
    }
    columns.push(columnRuns(column, down, top, bottom, visit));
  }
  return { x: left, columns };
}

function columnRuns(
  column: Float64Array,
  down: BilinearAxis,
  top: number,
  bottom: number,
  visit: (logit: number) => void,
): number[] {
  const runs: number[] = [];
  let inside = false;
  for (let y = top; y <= bottom; y++) {
    const near = column[down.lower[y]!]!;
    const value = near + (column[down.upper[y]!]! - near) * down.share[y]!;
    const positive = value > 0;
    if (positive) visit(value);
    if (positive !== inside) runs.push(y);
    inside = positive;
  }
  if (inside) runs.push(bottom + 1);
  return runs;
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The inclusive box of positive values. */
function positiveBounds({ data, width, height }: LogitMap): Bounds | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!(data[i]! > 0)) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top === height) top = y;
      bottom = y;
    }
  }
  return bottom < 0 ? null : { left, top, right, bottom };
}

/** For each target position its two source positions and the weight of the upper one. */
interface BilinearAxis {
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  readonly share: Float32Array;
}

/** PyTorch's source index for align_corners=False, in float32 as it computes it. */
function bilinearAxis(from: number, to: number): BilinearAxis {
  const lower = new Int32Array(to);
  const upper = new Int32Array(to);
  const share = new Float32Array(to);
  const scale = Math.fround(from / to);
  for (let i = 0; i < to; i++) {
    const position = Math.max(0, Math.fround(scale * (i + 0.5) - 0.5));
    lower[i] = Math.min(from - 1, Math.floor(position));
    upper[i] = Math.min(from - 1, lower[i]! + 1);
    share[i] = position - lower[i]!;
  }
  return { lower, upper, share };
}

/** The inclusive range of target positions that a range of source positions has a part in. */
function reachedBy({ lower, upper }: BilinearAxis, first: number, last: number): [number, number] {
  let start = 0;
  while (start < upper.length - 1 && upper[start]! < first) start++;
  let end = lower.length - 1;
  while (end > start && lower[end]! > last) end--;
  return [start, end];
}
