import type { Inspection } from '../../shared/domain.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { isShown } from '../../shared/recipes/scores.ts';

/** Leaves out what matters to no rule; reasons go on naming their detection by its place. */
export function withoutWeak<Judged extends Pick<Inspection, 'detections' | 'reasons'>>(
  judged: Judged,
  recipe: Recipe,
): Judged {
  const kept = [...judged.detections.entries()].filter(([, found]) => isShown(recipe, found));
  const places = new Map(kept.map(([before], after) => [before, after]));
  const reasons = judged.reasons.map(({ detection, ...reason }) => {
    const place = detection === undefined ? undefined : places.get(detection);
    return place === undefined ? reason : { ...reason, detection: place };
  });
  return { ...judged, reasons, detections: kept.map(([, found]) => found) };
}
