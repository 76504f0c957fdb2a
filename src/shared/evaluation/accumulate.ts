import type { Fate, Matches } from './match.ts';

/** 101 recalls from 0 to 1. */
export const RECALLS: readonly number[] = Array.from({ length: 101 }, (_, i) => i * 0.01);

/** Of one class, at one threshold. */
export interface Curve {
  /** Highest precision at each of `RECALLS` or more; 0 where that recall is not reached. */
  readonly precision: readonly number[];
  /** Share of the objects that are found in the end. */
  readonly recall: number;
}

/** Keeps a precision of nothing out of nothing at 0 (numpy's `spacing(1)`). */
const TINY = Number.EPSILON;

/**
 * Curves of precision over recall, one a threshold, from the matches of all pictures (pycocotools,
 * `COCOeval.accumulate`). Among equal scores the order of the pictures decides.
 *
 * @param perPicture how many detections of a picture count, the best first
 * @returns null where there is nothing to find: the figure is undefined
 */
export function accumulate(
  pictures: readonly Matches[],
  perPicture: number,
  thresholds: number,
): readonly Curve[] | null {
  const positives = pictures.reduce((sum, picture) => sum + picture.positives, 0);
  if (positives === 0) return null;
  const fates = pictures
    .flatMap((picture) => picture.fates.slice(0, perPicture))
    .toSorted((a, b) => b.score - a.score);
  return Array.from({ length: thresholds }, (_, index) => curveOf(fates, index, positives));
}

function curveOf(fates: readonly Fate[], threshold: number, positives: number): Curve {
  const recalls: number[] = [];
  const precisions: number[] = [];
  let right = 0;
  let wrong = 0;
  for (const { matched, ignored } of fates) {
    // An ignored one leaves the sums as they are, but has its place on the curve.
    if (!ignored[threshold]) {
      if (matched[threshold]) right += 1;
      else wrong += 1;
    }
    recalls.push(right / positives);
    precisions.push(right / (wrong + right + TINY));
  }
  for (let i = precisions.length - 1; i > 0; i--) {
    precisions[i - 1] = Math.max(precisions[i - 1]!, precisions[i]!);
  }
  let place = 0;
  const precision = RECALLS.map((recall) => {
    while (place < recalls.length && recalls[place]! < recall) place += 1;
    return precisions[place] ?? 0;
  });
  return { precision, recall: recalls.at(-1) ?? 0 };
}
