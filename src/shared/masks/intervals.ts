import type { RegionMask } from './region-mask.ts';
import { forEachSegment } from './segments.ts';

/** A rectangle of whole pixels in picture coordinates. */
export interface PixelRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The set pixels of a mask as sorted, disjoint, non-touching half-open intervals
 * `[start, end, start, end, …]` of column-major positions inside some frame. Masks that share a
 * frame become one-dimensional: every set operation on them is a merge of two sorted lists, and
 * the cost is that of the runs, never that of the pixels.
 */
export type Intervals = readonly number[];

/** Puts a mask into a frame; pixels outside the frame are cut off. */
export function toIntervals(mask: RegionMask, frame: PixelRect): Intervals {
  const intervals: number[] = [];
  const shiftX = mask.x - frame.x;
  const shiftY = mask.y - frame.y;
  forEachSegment(mask, (column, segmentTop, segmentBottom) => {
    const x = column + shiftX;
    const top = Math.max(0, segmentTop + shiftY);
    const bottom = Math.min(frame.height, segmentBottom + shiftY);
    if (x >= 0 && x < frame.width && top < bottom) {
      append(intervals, x * frame.height + top, x * frame.height + bottom);
    }
  });
  return intervals;
}

/** The mask that covers exactly the whole frame with these pixels set. */
export function fromIntervals(intervals: Intervals, frame: PixelRect): RegionMask {
  const counts: number[] = [];
  let position = 0;
  for (let i = 0; i < intervals.length; i += 2) {
    const start = intervals[i]!;
    const end = intervals[i + 1]!;
    counts.push(start - position, end - start);
    position = end;
  }
  const rest = frame.width * frame.height - position;
  if (rest > 0 || counts.length === 0) counts.push(rest);
  return { x: frame.x, y: frame.y, width: frame.width, height: frame.height, counts };
}

/** The number of positions that lie in both lists. */
export function overlapLength(a: Intervals, b: Intervals): number {
  let length = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const endA = a[i + 1]!;
    const endB = b[j + 1]!;
    length += Math.max(0, Math.min(endA, endB) - Math.max(a[i]!, b[j]!));
    if (endA <= endB) i += 2;
    if (endB <= endA) j += 2;
  }
  return length;
}

/** The positions that lie in either list. */
function uniteIntervals(a: Intervals, b: Intervals): Intervals {
  const united: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (j >= b.length || (i < a.length && a[i]! <= b[j]!)) {
      append(united, a[i]!, a[i + 1]!);
      i += 2;
    } else {
      append(united, b[j]!, b[j + 1]!);
      j += 2;
    }
  }
  return united;
}

/** The positions that lie in any list; pairwise, so that many cost n log n and not n squared. */
export function uniteAll(lists: readonly Intervals[]): Intervals {
  if (lists.length <= 1) return lists[0] ?? [];
  const half = lists.length >> 1;
  return uniteIntervals(uniteAll(lists.slice(0, half)), uniteAll(lists.slice(half)));
}

/** The positions of the first list that do not lie in the second. */
export function subtractIntervals(from: Intervals, cut: Intervals): Intervals {
  const left: number[] = [];
  for (let i = 0, j = 0; i < from.length; i += 2) {
    let start = from[i]!;
    const end = from[i + 1]!;
    while (j < cut.length && cut[j + 1]! <= start) j += 2;
    for (let k = j; k < cut.length && cut[k]! < end; k += 2) {
      if (cut[k]! > start) left.push(start, cut[k]!);
      start = Math.max(start, cut[k + 1]!);
    }
    if (start < end) left.push(start, end);
  }
  return left;
}

/** Adds an interval that starts no earlier than the last one, joining it where they touch. */
function append(intervals: number[], start: number, end: number): void {
  const last = intervals.length - 1;
  if (last > 0 && start <= intervals[last]!) intervals[last] = Math.max(intervals[last]!, end);
  else intervals.push(start, end);
}
