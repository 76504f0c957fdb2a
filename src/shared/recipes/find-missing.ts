import type { Detection, Reason } from '../domain.ts';
import type { Recipe } from './document.ts';

/** The classes that have to be there and are not, anywhere in the picture: the part is missing. */
export function findMissing(
  detections: readonly Pick<Detection, 'className' | 'score'>[],
  { required }: Recipe,
): readonly Reason[] {
  return required.flatMap((wanted) => {
    const found = detections.filter(
      ({ className, score }) => className === wanted.class && score >= wanted.minimumScore,
    ).length;
    if (found >= wanted.count) return [];
    return [
      {
        rule: 'required-class',
        detail: `${found} times ${wanted.class} ≥ ${wanted.minimumScore.toFixed(2)} where ${wanted.count} must be: the part is missing or was not recognised`,
        severity: 'error' as const,
        limit: wanted.count,
        value: found,
      },
    ];
  });
}
