import { type RegionMask, trim } from '../../../shared/masks/index.ts';
import { fromIntervals } from '../../../shared/masks/intervals.ts';
import type { Size } from './target-size.ts';
import type { ColumnRuns } from './upsample.ts';

/**
 * Where each position of a grid lies in the picture: position g fills picture positions
 * `starts[g]` to `starts[g + 1]`, none where both are equal.
 */
export interface GridPlacement {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/** PyTorch's `interpolate(mode="nearest")` from a square grid to a picture. */
export function nearestPlacement(gridSide: number, picture: Size): GridPlacement {
  return {
    columns: nearestStarts(gridSide, picture.width),
    rows: nearestStarts(gridSide, picture.height),
  };
}

/** A grid that is the picture. */
export function samePlacement(picture: Size): GridPlacement {
  return {
    columns: Int32Array.from({ length: picture.width + 1 }, (_, i) => i),
    rows: Int32Array.from({ length: picture.height + 1 }, (_, i) => i),
  };
}

/** The source index is floor(i * scale) in float32; rounding decides some borders. */
function nearestStarts(from: number, to: number): Int32Array {
  const scale = Math.fround(from / to);
  const starts = new Int32Array(from + 1).fill(to);
  for (let i = to - 1; i >= 0; i--) {
    starts[Math.min(from - 1, Math.floor(Math.fround(i * scale)))] = i;
  }
  for (let g = from - 1; g >= 0; g--) starts[g] = Math.min(starts[g]!, starts[g + 1]!);
  return starts;
}

/**
 * The mask of a grid's runs in the picture, in its tightest crop. Every grid column stands for
 * whole picture columns with equal runs, so nothing is ever painted. Null when no picture pixel
 * falls on a set grid position.
 */
export function placeRuns(
  runs: ColumnRuns,
  { columns, rows }: GridPlacement,
  picture: Size,
): RegionMask | null {
  const intervals: number[] = [];
  for (const [index, column] of runs.columns.entries()) {
    const placed = placeColumn(column, rows);
    const right = columns[runs.x + index + 1]!;
    for (let x = columns[runs.x + index]!; x < right; x++) {
      for (const edge of placed) intervals.push(x * picture.height + edge);
    }
  }
  return trim(fromIntervals(intervals, { x: 0, y: 0, ...picture }));
}

function placeColumn(runs: readonly number[], rows: Int32Array): readonly number[] {
  const placed: number[] = [];
  for (let i = 0; i < runs.length; i += 2) {
    const start = rows[runs[i]!]!;
    const end = rows[runs[i + 1]!]!;
    if (start < end) placed.push(start, end);
  }
  return placed;
}
