import { enclosingRect, maskArea, trim } from './geometry.ts';
import {
  fromIntervals,
  overlapLength,
  type PixelRect,
  subtractIntervals,
  toIntervals,
  uniteAll,
} from './intervals.ts';
import type { RegionMask } from './region-mask.ts';

/** The number of pixels set in both masks. */
export function intersectionArea(a: RegionMask, b: RegionMask): number {
  const frame = overlap(a, b);
  return frame === null ? 0 : overlapLength(toIntervals(a, frame), toIntervals(b, frame));
}

/**
 * Intersection over union in 0…1; 0 when both are empty.
 *
 * @param crowd as in COCO's evaluation: `b` marks a crowd of objects, and the denominator is the
 *   area of `a` alone
 */
export function maskIou(a: RegionMask, b: RegionMask, crowd = false): number {
  const common = intersectionArea(a, b);
  if (common === 0) return 0;
  return common / (crowd ? maskArea(a) : maskArea(a) + maskArea(b) - common);
}

/** Every pixel set in any of the masks, over the rectangle that encloses their crops. */
export function unionMasks(masks: readonly RegionMask[]): RegionMask {
  if (masks.length === 0) throw new RangeError('The union of no masks has no place.');
  const frame = enclosingRect(masks);
  const all = masks.map((mask) => toIntervals(mask, frame));
  return fromIntervals(uniteAll(all), frame);
}

/** Every pixel of the first mask that is not set in the second; null where none is left. */
export function subtractMask(mask: RegionMask, cut: RegionMask): RegionMask | null {
  return trim(
    fromIntervals(subtractIntervals(toIntervals(mask, mask), toIntervals(cut, mask)), mask),
  );
}

function overlap(a: PixelRect, b: PixelRect): PixelRect | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
