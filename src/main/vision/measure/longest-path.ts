import { neighbourOffsets, type PaddedBitmap } from './skeleton.ts';

/** Steps of chamfer 5-7 (G. Borgefors, 1986): whole numbers whose ratio is close to the root of 2. */
const STRAIGHT = 5;
const DIAGONAL = 7;

/**
 * The longest of the shortest paths through a skeleton, as positions in its data from end to end;
 * one path for each connected part.
 *
 * Two sweeps: from anywhere to the farthest pixel, and from there to the farthest again. That is
 * exact for a part without loops; around a loop it gives the shorter way.
 */
export function longestPaths(skeleton: PaddedBitmap): readonly (readonly number[])[] {
  const paths: (readonly number[])[] = [];
  const distance = new Int32Array(skeleton.data.length).fill(-1);
  for (let at = 0; at < skeleton.data.length; at++) {
    if (skeleton.data[at] !== 1 || distance[at] !== -1) continue;
    const part = sweep(skeleton, at, distance);
    const start = part.at(-1)!;
    for (const pixel of part) distance[pixel] = -1;
    const end = sweep(skeleton, start, distance).at(-1)!;
    paths.push(walkBack(skeleton, end, distance));
  }
  return paths;
}

/**
 * Dijkstra's shortest paths with Dial's buckets; fills `distance` over the part.
 *
 * @returns the part's pixels in order of distance
 */
function sweep({ width, data }: PaddedBitmap, start: number, distance: Int32Array): number[] {
  const offsets = neighbourOffsets(width);
  const order: number[] = [];
  const buckets: number[][] = [[start]];
  distance[start] = 0;
  for (let reach = 0; reach < buckets.length; reach++) {
    for (const at of buckets[reach] ?? []) {
      if (distance[at] !== reach) continue;
      order.push(at);
      for (let k = 0; k < 8; k++) {
        const next = at + offsets[k]!;
        const far = reach + (k % 2 === 0 ? STRAIGHT : DIAGONAL);
        if (data[next] !== 1 || (distance[next] !== -1 && distance[next]! <= far)) continue;
        distance[next] = far;
        while (buckets.length <= far) buckets.push([]);
        buckets[far]!.push(next);
      }
    }
    buckets[reach] = [];
  }
  return order;
}

function walkBack({ width, data }: PaddedBitmap, end: number, distance: Int32Array): number[] {
  const offsets = neighbourOffsets(width);
  const path = [end];
  for (let at = end; distance[at] !== 0; path.push(at)) {
    const step = offsets.findIndex((offset, k) => {
      const cost = k % 2 === 0 ? STRAIGHT : DIAGONAL;
      return data[at + offset] === 1 && distance[at + offset] === distance[at]! - cost;
    });
    at += offsets[step]!;
  }
  return path;
}
