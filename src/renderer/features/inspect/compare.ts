import type { Box, Detection } from '../../../shared/domain.ts';

/** Indices into the two lists of detections. */
export interface Comparison {
  readonly onlyFirst: readonly number[];
  readonly onlySecond: readonly number[];
  readonly both: readonly { readonly first: number; readonly second: number }[];
}

/** Two models mean the same defect from this overlap on; loose, because masks and boxes differ in how tight they are. */
const SAME_FROM_IOU = 0.3;

/** Pairs detections of one class by their boxes, best overlap first; each is used once. */
export function compareDetections(
  first: readonly Detection[],
  second: readonly Detection[],
): Comparison {
  const candidates = first
    .flatMap((a, i) =>
      second.flatMap((b, j) => {
        const iou = a.className === b.className ? boxIou(a.box, b.box) : 0;
        return iou >= SAME_FROM_IOU ? [{ first: i, second: j, iou }] : [];
      }),
    )
    .sort((a, b) => b.iou - a.iou);
  const usedFirst = new Set<number>();
  const usedSecond = new Set<number>();
  const both: { first: number; second: number }[] = [];
  for (const { first: i, second: j } of candidates) {
    if (usedFirst.has(i) || usedSecond.has(j)) continue;
    usedFirst.add(i);
    usedSecond.add(j);
    both.push({ first: i, second: j });
  }
  return {
    onlyFirst: [...first.keys()].filter((index) => !usedFirst.has(index)),
    onlySecond: [...second.keys()].filter((index) => !usedSecond.has(index)),
    both,
  };
}

/** Intersection over union. */
function boxIou(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  const area = (box: Box): number => (box[2] - box[0]) * (box[3] - box[1]);
  return shared / (area(a) + area(b) - shared);
}
