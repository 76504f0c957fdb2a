import { fromIntervals, type PixelRect, toIntervals } from './intervals.ts';
import type { RegionMask } from './region-mask.ts';
import { forEachSegment } from './segments.ts';

/** The number of set pixels. */
export function maskArea(mask: RegionMask): number {
  let area = 0;
  for (let i = 1; i < mask.counts.length; i += 2) area += mask.counts[i]!;
  return area;
}

/** The smallest rectangle that holds every set pixel, in picture pixels; null when there is none. */
export function maskBounds(mask: RegionMask): PixelRect | null {
  let left = Number.POSITIVE_INFINITY;
  let right = -1;
  let top = Number.POSITIVE_INFINITY;
  let bottom = -1;
  forEachSegment(mask, (column, segmentTop, segmentBottom) => {
    left = Math.min(left, column);
    right = column;
    top = Math.min(top, segmentTop);
    bottom = Math.max(bottom, segmentBottom);
  });
  if (right < 0) return null;
  return {
    x: mask.x + left,
    y: mask.y + top,
    width: right - left + 1,
    height: bottom - top,
  };
}

/** The same pixels in the tightest crop; null when no pixel is set. */
export function trim(mask: RegionMask): RegionMask | null {
  const bounds = maskBounds(mask);
  return bounds === null ? null : crop(mask, bounds);
}

/** The pixels inside `frame`, as a mask of exactly that frame. */
export function crop(mask: RegionMask, frame: PixelRect): RegionMask {
  return fromIntervals(toIntervals(mask, frame), frame);
}

export function translate(mask: RegionMask, dx: number, dy: number): RegionMask {
  return { ...mask, x: mask.x + dx, y: mask.y + dy };
}

/** The smallest rectangle that holds all the given ones. */
export function enclosingRect(rects: readonly PixelRect[]): PixelRect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}
