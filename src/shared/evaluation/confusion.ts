import { overlaps } from './overlap.ts';
import type { By, Found, Labelled, ScoredPicture } from './types.ts';

/** From this overlap on a detection is about an object. */
export const SAME_OBJECT = 0.5;

/** What was found for what: counts of objects and detections. */
export interface Confusion {
  /** [class of the label][class of the detection]; both by class id, and last "nothing". */
  readonly matrix: readonly (readonly number[])[];
  /** Detections where no object is. */
  readonly falseAlarms: number;
  /** Objects that no detection is about. */
  readonly missed: number;
}

/**
 * Couples the detections with the objects of each picture, whatever their classes: the couple that
 * overlaps most first, each of them once. A detection without an object that lies on a crowd is left
 * out.
 *
 * @param pictures with those detections that count
 * @param classes how many there are
 */
export function confuse(pictures: readonly ScoredPicture[], classes: number, by: By): Confusion {
  const matrix = Array.from({ length: classes + 1 }, () => new Array<number>(classes + 1).fill(0));
  for (const picture of pictures) {
    for (const [label, found] of couples(picture, by)) {
      matrix[label?.classId ?? classes]![found?.classId ?? classes]! += 1;
    }
  }
  return {
    matrix,
    falseAlarms: sum(matrix[classes]!),
    missed: sum(matrix.map((row) => row[classes]!)),
  };
}

type Couple = readonly [Labelled | null, Found | null];

function couples({ labels, found }: ScoredPicture, by: By): readonly Couple[] {
  const objects = labels.filter(({ crowd }) => !crowd);
  const crowds = labels.filter(({ crowd }) => crowd);
  const matched = overlaps(found, objects, by)
    .flatMap((row, detection) => row.map((overlap, object) => ({ overlap, detection, object })))
    .filter(({ overlap }) => overlap >= SAME_OBJECT)
    .sort((a, b) => b.overlap - a.overlap);
  const usedObjects = new Set<number>();
  const usedFound = new Set<number>();
  const pairs: Couple[] = [];
  for (const { detection, object } of matched) {
    if (usedFound.has(detection) || usedObjects.has(object)) continue;
    usedFound.add(detection);
    usedObjects.add(object);
    pairs.push([objects[object]!, found[detection]!]);
  }
  const onCrowds = overlaps(found, crowds, by);
  const isOnCrowd = (index: number): boolean =>
    onCrowds[index]!.some((overlap) => overlap >= SAME_OBJECT);
  const missed = objects.filter((_, index) => !usedObjects.has(index));
  const alone = found.filter((_, index) => !usedFound.has(index) && !isOnCrowd(index));
  return [
    ...pairs,
    ...missed.map((label): Couple => [label, null]),
    ...alone.map((one): Couple => [null, one]),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
