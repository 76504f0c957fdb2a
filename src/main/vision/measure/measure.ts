import type { Box } from '../../../shared/domain.ts';
import { maskArea, type RegionMask, trim } from '../../../shared/masks/index.ts';
import { maximumFeret } from './feret.ts';
import { skeletonLength } from './skeleton-length.ts';

/** Sizes of a defect in picture pixels. */
export interface Measures {
  /** Set pixels, or the box's area. */
  readonly areaPx: number;
  /** Maximum Feret diameter, or the length along the middle of a thin shape that is bent. */
  readonly lengthPx: number;
  /** Mean width: area over length. */
  readonly widthPx: number;
}

/** A shape that fills more of the square over its Feret diameter cannot be long and bent. */
const COMPACT_SHARE = 0.5;

/** A shape counts as thin when it is this many times longer along its middle than wide. */
const THIN_RATIO = 3;

/** Below this excess over the Feret diameter the shape is straight and the skeleton only wavers. */
const BENT_RATIO = 1.05;

/**
 * Measures a mask; an empty one has zeros. Lengths go from pixel edge to pixel edge, so that a single
 * pixel is 1 long and 1 wide.
 *
 * For a straight defect the maximum Feret diameter is the length. A crack that is bent is longer than
 * the distance between its ends: where a thin shape's length along its skeleton exceeds the Feret
 * diameter by more than 5 %, that is the length.
 */
export function measure(mask: RegionMask): Measures {
  const tight = trim(mask);
  if (tight === null) return { areaPx: 0, lengthPx: 0, widthPx: 0 };
  const areaPx = maskArea(tight);
  const lengthPx = lengthOf(tight, areaPx);
  return { areaPx, lengthPx, widthPx: areaPx / lengthPx };
}

function lengthOf(mask: RegionMask, area: number): number {
  const feret = maximumFeret(mask);
  if (area > COMPACT_SHARE * feret ** 2) return feret;
  const along = skeletonLength(mask, area);
  const isThin = along ** 2 > THIN_RATIO * area;
  return isThin && along > BENT_RATIO * feret ? along : feret;
}

/** Measures a box: its area, its longer and its shorter side. */
export function measureBox([x1, y1, x2, y2]: Box): Measures {
  const width = Math.max(0, x2 - x1);
  const height = Math.max(0, y2 - y1);
  return {
    areaPx: width * height,
    lengthPx: Math.max(width, height),
    widthPx: Math.min(width, height),
  };
}
