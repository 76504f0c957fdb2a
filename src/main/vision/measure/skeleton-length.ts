import { type RegionMask, toBitmap } from '../../../shared/masks/index.ts';
import { longestPaths } from './longest-path.ts';
import { type PaddedBitmap, thin } from './skeleton.ts';

/** Thinning a mask of more pixels is done on a smaller copy; a thick shape loses nothing by it. */
const MOST_PIXELS = 200_000;

/**
 * The steps of a skeleton have eight directions only, and counted one by one would make a line at
 * 22 degrees 8 % too long; chords over this many steps make the error less than 1 %.
 */
const CHORD_STEPS = 6;

/**
 * The length along the middle of a shape: the longest path through the skeleton of any connected
 * part, prolonged at both ends to the shape's border (thinning takes half the width off each end).
 *
 * @param mask trimmed, with `area` set pixels
 */
export function skeletonLength(mask: RegionMask, area: number): number {
  const factor = Math.ceil(Math.sqrt(area / MOST_PIXELS));
  const shape = pad(mask, factor);
  const skeleton = { ...shape, data: shape.data.slice() };
  thin(skeleton);
  let longest = 0;
  for (const path of longestPaths(skeleton)) {
    const ends = distanceToBorder(shape, path[0]!) + distanceToBorder(shape, path.at(-1)!);
    longest = Math.max(longest, pathLength(path, shape.width) + ends);
  }
  return longest * factor;
}

/** Of each factor x factor block, whether any pixel is set: a thin line stays connected. */
function pad(mask: RegionMask, factor: number): PaddedBitmap {
  const bitmap = toBitmap(mask);
  const width = Math.ceil(mask.width / factor) + 2;
  const height = Math.ceil(mask.height / factor) + 2;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < mask.height; y++) {
    const to = (Math.floor(y / factor) + 1) * width + 1;
    for (let x = 0; x < mask.width; x++) {
      if (bitmap[y * mask.width + x] === 1) data[to + Math.floor(x / factor)] = 1;
    }
  }
  return { width, height, data };
}

function pathLength(path: readonly number[], width: number): number {
  let length = 0;
  for (let i = 0; i + 1 < path.length; i += CHORD_STEPS) {
    const from = path[i]!;
    const to = path[Math.min(i + CHORD_STEPS, path.length - 1)]!;
    const dy = Math.floor(to / width) - Math.floor(from / width);
    length += Math.hypot((to % width) - (from % width), dy);
  }
  return length;
}

/** From a pixel's centre to the edge of the nearest unset pixel, which lies within the padding. */
function distanceToBorder({ width, height, data }: PaddedBitmap, at: number): number {
  const x = at % width;
  const y = Math.floor(at / width);
  let nearest = Number.POSITIVE_INFINITY;
  for (let radius = 1; radius <= nearest; radius++) {
    for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
      // Of a row within the square only its ends are new; the first and last row are new as a whole.
      const step = Math.abs(row - y) === radius ? 1 : 2 * radius;
      for (let column = x - radius; column <= x + radius; column += step) {
        if (column < 0 || column >= width || data[row * width + column] === 1) continue;
        nearest = Math.min(nearest, Math.hypot(column - x, row - y));
      }
    }
  }
  return nearest - 0.5;
}
