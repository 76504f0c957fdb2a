import type { RegionMask } from './region-mask.ts';

/**
 * Visits the vertical segments of set pixels, column by column and each column from the top, in
 * coordinates of the crop; `bottom` is exclusive.
 */
export function forEachSegment(
  mask: RegionMask,
  visit: (column: number, top: number, bottom: number) => void,
): void {
  const { height, counts } = mask;
  let position = 0;
  for (let i = 0; i < counts.length; i++) {
    const end = position + counts[i]!;
    if (i % 2 === 1) {
      for (let start = position; start < end; ) {
        const column = Math.floor(start / height);
        const columnStart = column * height;
        const stop = Math.min(end, columnStart + height);
        visit(column, start - columnStart, stop - columnStart);
        start = stop;
      }
    }
    position = end;
  }
}
