import type { RegionMask } from '../../../shared/masks/region-mask.ts';
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
export function placeRuns(runs: ColumnRuns, placement: GridPlacement): RegionMask | null {
  const columns = runs.columns
    .map((column, index) => ({
      left: placement.columns[runs.x + index]!,
      right: placement.columns[runs.x + index + 1]!,
      runs: placeColumn(column, placement.rows),
    }))
    .filter(({ left, right, runs }) => left < right && runs.length > 0);
  const first = columns[0];
  const last = columns.at(-1);
  if (first === undefined || last === undefined) return null;
  const y = columns.reduce((top, { runs }) => Math.min(top, runs[0]!), Number.POSITIVE_INFINITY);
  const bottom = columns.reduce((lowest, { runs }) => Math.max(lowest, runs.at(-1)!), 0);
  const frame = { x: first.left, y, width: last.right - first.left, height: bottom - y };
  return { ...frame, counts: countsOf(columns, frame) };
}

/** Equal runs of rows in picture columns `left` to `right`. */
interface PlacedColumns {
  readonly left: number;
  readonly right: number;
  readonly runs: readonly number[];
}

/** COCO's uncompressed counts: runs that touch, also over a column's end, become one. */
function countsOf(
  columns: readonly PlacedColumns[],
  frame: Omit<RegionMask, 'counts'>,
): readonly number[] {
  const counts: number[] = [];
  let position = 0;
  for (const { left, right, runs } of columns) {
    for (let x = left; x < right; x++) {
      const shift = (x - frame.x) * frame.height - frame.y;
      for (let i = 0; i < runs.length; i += 2) {
        const start = shift + runs[i]!;
        const end = shift + runs[i + 1]!;
        if (start === position && counts.length > 0) counts[counts.length - 1]! += end - start;
        else counts.push(start - position, end - start);
        position = end;
      }
    }
  }
  const rest = frame.width * frame.height - position;
  return rest > 0 ? [...counts, rest] : counts;
}

/** A grid column's runs as rows of the picture, without those that no row falls on. */
function placeColumn(runs: readonly number[], rows: Int32Array): readonly number[] {
  const placed: number[] = [];
  for (let i = 0; i < runs.length; i += 2) {
    const start = rows[runs[i]!]!;
    const end = rows[runs[i + 1]!]!;
    if (start < end) placed.push(start, end);
  }
  return placed;
}
