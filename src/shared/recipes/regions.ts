import type { Detection } from '../domain.ts';
import { fromCocoMask, maskArea, maskBounds } from '../masks/index.ts';
import {
  type Intervals,
  overlapLength,
  type PixelRect,
  toIntervals,
  uniteAll,
} from '../masks/intervals.ts';
import type { RegionGroup, RelativePoint } from './geometry.ts';
import type { PictureSize } from './scale.ts';

export type Placed = Pick<Detection, 'box'> & { readonly mask?: Detection['mask'] | undefined };

/** Whether a detection counts where the recipe looks, by the share of it that lies there. */
export function isLookedAt(
  detection: Placed,
  picture: PictureSize,
  regions: { readonly interest: RegionGroup | null; readonly exclusion: RegionGroup | null },
): boolean {
  const { interest, exclusion } = regions;
  if (interest === null && exclusion === null) return true;
  const shape = shapeOf(detection);
  if (interest !== null && shareIn(interest, shape, picture) < interest.share) return false;
  return exclusion === null || shareIn(exclusion, shape, picture) < exclusion.share;
}

/**
 * The share, 0 to 1, of a detection that lies in any of the polygons: of the mask's pixels, or of
 * those that the box covers. A pixel lies in a polygon when its centre does (even-odd rule).
 */
export function shareInside(
  detection: Placed,
  picture: PictureSize,
  group: Pick<RegionGroup, 'polygons'>,
): number {
  return shareIn(group, shapeOf(detection), picture);
}

/** The pixels of a detection, as intervals of the frame around them. */
interface Shape {
  readonly frame: PixelRect;
  readonly pixels: Intervals;
  readonly count: number;
}

function shareIn(
  { polygons }: Pick<RegionGroup, 'polygons'>,
  { frame, pixels, count }: Shape,
  picture: PictureSize,
): number {
  const area = uniteAll(polygons.map(({ points }) => polygonIntervals(points, picture, frame)));
  return overlapLength(pixels, area) / count;
}

function shapeOf({ box, mask }: Placed): Shape {
  const region = mask === undefined ? null : fromCocoMask(mask);
  const bounds = region === null ? null : maskBounds(region);
  if (region !== null && bounds !== null) {
    return { frame: bounds, pixels: toIntervals(region, bounds), count: maskArea(region) };
  }
  const frame = pixelsOf(box);
  const count = frame.width * frame.height;
  return { frame, pixels: [0, count], count };
}

/** The pixels whose centres a box covers; at least one, for a box too thin to cover any. */
function pixelsOf([x1, y1, x2, y2]: Detection['box']): PixelRect {
  const left = Math.ceil(x1 - 0.5);
  const top = Math.ceil(y1 - 0.5);
  const width = Math.ceil(x2 - 0.5) - left;
  const height = Math.ceil(y2 - 0.5) - top;
  return {
    x: width > 0 ? left : Math.floor((x1 + x2) / 2),
    y: height > 0 ? top : Math.floor((y1 + y2) / 2),
    width: Math.max(1, width),
    height: Math.max(1, height),
  };
}

/** The pixels of the frame whose centres lie in the polygon, column by column. */
function polygonIntervals(
  points: readonly RelativePoint[],
  { width, height }: PictureSize,
  frame: PixelRect,
): Intervals {
  const corners = points.map(([x, y]) => [x * width - frame.x, y * height - frame.y] as const);
  const intervals: number[] = [];
  for (const [column, crossings] of crossingsOf(corners, frame.width).entries()) {
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const top = Math.max(0, Math.ceil(crossings[i]! - 0.5));
      const bottom = Math.min(frame.height, Math.ceil(crossings[i + 1]! - 0.5));
      if (top < bottom) {
        intervals.push(column * frame.height + top, column * frame.height + bottom);
      }
    }
  }
  return intervals;
}

/**
 * Where the vertical line through the middle of each column crosses the polygon's border; always an
 * even number. Each edge is asked for its own columns alone: an outline of a thousand points on a
 * large picture takes a moment, and not seconds in which the station does nothing else.
 */
function crossingsOf(
  corners: readonly (readonly [number, number])[],
  columns: number,
): readonly number[][] {
  const crossings = Array.from({ length: columns }, (): number[] => []);
  for (const [index, [x1, y1]] of corners.entries()) {
    const [x2, y2] = corners[(index + 1) % corners.length]!;
    // Half open, so that a corner on the line counts once.
    const first = Math.max(0, Math.ceil(Math.min(x1, x2) - 0.5));
    const end = Math.min(columns, Math.ceil(Math.max(x1, x2) - 0.5));
    for (let column = first; column < end; column += 1) {
      crossings[column]!.push(y1 + ((column + 0.5 - x1) / (x2 - x1)) * (y2 - y1));
    }
  }
  return crossings;
}
