import type { Detection, Reason, Verdict } from './domain.ts';
import { checkPicture } from './recipes/check-picture.ts';
import type { Recipe } from './recipes/document.ts';
import { findDefects, type Judged } from './recipes/find-defects.ts';
import { findMissing } from './recipes/find-missing.ts';
import type { PictureFacts } from './recipes/picture-checks.ts';
import type { PictureSize } from './recipes/scale.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** The gravest first. */
  readonly reasons: readonly Reason[];
}

/** Of the upright picture; `facts` are null where no check asked for them. */
export interface JudgedPicture extends PictureSize {
  readonly facts: PictureFacts | null;
}

const GRAVEST_FIRST = ['error', 'ng', 'review'] as const;

/**
 * The verdict on a picture: the gravest of what its checks, the required classes and the rules say.
 * Pure, and the same in the station, on the page and in a dry run:
 *
 * - one more defect, a lower limit or a higher score never makes it milder;
 * - `error` outweighs all: of a picture that is not fit to be judged nothing else is known;
 * - the order of the detections does not matter.
 *
 * @param detections down to any score; those under the recipe's minimum are left out
 */
export function judge(
  detections: readonly Judged[],
  picture: JudgedPicture,
  recipe: Recipe,
): Judgement {
  const reasons = [
    ...checkPicture(picture, picture.facts, recipe.checks),
    ...findMissing(detections, recipe),
    ...findDefects(detections, picture, recipe),
  ];
  const sorted = GRAVEST_FIRST.flatMap((severity) =>
    reasons.filter((reason) => reason.severity === severity),
  );
  return { verdict: sorted[0]?.severity ?? 'ok', reasons: sorted };
}

/**
 * Any detection from the threshold up is NG: what the page's slider shows while it is being moved.
 *
 * @param threshold a score between 0 and 1
 */
export function judgeByConfidence(
  detections: readonly Pick<Detection, 'score'>[],
  threshold: number,
): Verdict {
  return detections.some(({ score }) => score >= threshold) ? 'ng' : 'ok';
}
