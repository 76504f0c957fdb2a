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

export interface PositiveRuns extends ColumnRuns {
  /** The sum of what `weigh` says of each positive value. */
  readonly weight: number;
}

/**
 * The pixels over 0 of a logit map enlarged bilinearly (PyTorch's `interpolate`, align_corners
 * off). Only columns and rows beside a positive value are computed, and no enlarged map is kept.
 *
 * @returns null when the map has no positive value
 */
export function positiveRuns(
  map: LogitMap,
  target: Size,
  weigh: (logit: number) => number,
): PositiveRuns | null {
  const bounds = positiveBounds(map);
  if (bounds === null) return null;
  const { data, width } = map;
  const across = bilinearAxis(width, target.width);
  const down = bilinearAxis(map.height, target.height);
  const firstRow = Math.max(0, bounds.top - 1);
  const lastRow = Math.min(map.height - 1, bounds.bottom + 1);
  const right = across.starts[bounds.right + 1]!;
  const x = across.starts[Math.max(0, bounds.left - 1)]!;
  const column = new Float64Array(map.height);
  const columns: number[][] = [];
  let weight = 0;
  for (let cell = Math.max(0, bounds.left - 1); columns.length < right - x; cell++) {
    const next = Math.min(width - 1, cell + 1);
    for (let at = across.starts[cell]!; at < across.starts[cell + 1]!; at++) {
      const share = across.share[at]!;
      for (let row = firstRow; row <= lastRow; row++) {
        const near = data[row * width + cell]!;
        column[row] = near + (data[row * width + next]! - near) * share;
      }
      const runs: number[] = [];
      weight += columnRuns(column, down, firstRow, lastRow, weigh, runs);
      columns.push(runs);
    }
  }
  return { x, columns, weight };
}

/** Adds the runs of one column and returns their weight; cells between two values of 0 or less cost nothing. */
function columnRuns(
  column: Float64Array,
  { starts, share }: BilinearAxis,
  firstRow: number,
  lastRow: number,
  weigh: (logit: number) => number,
  runs: number[],
): number {
  let inside = false;
  let weight = 0;
  for (let cell = firstRow; cell <= lastRow; cell++) {
    const near = column[cell]!;
    const step = cell === lastRow ? 0 : column[cell + 1]! - near;
    const end = starts[cell + 1]!;
    let y = starts[cell]!;
    if (near <= 0 && near + step <= 0) {
      if (inside && y < end) {
        runs.push(y);
        inside = false;
      }
      continue;
    }
    for (; y < end; y++) {
      const value = near + step * share[y]!;
      if (value > 0) weight += weigh(value);
      if (value > 0 !== inside) {
        runs.push(y);
        inside = !inside;
      }
    }
  }
  if (inside) runs.push(starts[lastRow + 1]!);
  return weight;
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

/**
 * Target positions `starts[cell]` to `starts[cell + 1]` lie between source positions `cell` and
 * `cell + 1` (the last one stands for both at the end); `share` is the latter's weight.
 */
interface BilinearAxis {
  readonly starts: Int32Array;
  readonly share: Float32Array;
}

/** PyTorch's source index for align_corners=False, in float32 as it computes it. */
function bilinearAxis(from: number, to: number): BilinearAxis {
  const starts = new Int32Array(from + 1).fill(to);
  const share = new Float32Array(to);
  const scale = Math.fround(from / to);
  for (let i = to - 1; i >= 0; i--) {
    const position = Math.max(0, Math.fround(scale * (i + 0.5) - 0.5));
    const cell = Math.min(from - 1, Math.floor(position));
    starts[cell] = i;
    share[i] = position - cell;
  }
  // A cell without a target position, when shrinking, ends where it starts.
  for (let cell = from - 1; cell >= 0; cell--) {
    starts[cell] = Math.min(starts[cell]!, starts[cell + 1]!);
  }
  return { starts, share };
}
