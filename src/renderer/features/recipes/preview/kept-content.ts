import { canonicalJson, type JsonValue } from '../../../../shared/canonical-json.ts';
import type { Detection } from '../../../../shared/domain.ts';
import type { HistoryEntry } from '../../../../shared/history-entry.ts';
import { type Recipe, usesModel } from '../../../../shared/recipe.ts';
import type { PictureFacts } from '../../../../shared/recipes/picture-checks.ts';
import { lowestScore } from '../../../../shared/recipes/scores.ts';

/** What a picture holds, whatever a recipe makes of it. */
export interface Content {
  readonly width: number;
  readonly height: number;
  readonly facts: PictureFacts | null;
  readonly detections: readonly Detection[];
}

type Kept = Pick<
  HistoryEntry,
  'width' | 'height' | 'model' | 'facts' | 'thresholds' | 'detections' | 'weakDetections'
>;

/** What the log kept, if the recipe's model would find the same and it reaches as low as the recipe. */
export function contentOf(entry: Kept, recipe: Recipe): Content | null {
  const { width, height, model, facts, thresholds, detections, weakDetections } = entry;
  if (width === null || height === null || model === null || !usesModel(recipe, model)) return null;
  const tiling = recipe.tiling === undefined ? 'model' : recipe.tiling;
  const text = (value: unknown): string => canonicalJson(value as JsonValue);
  if (text(tiling) !== text(thresholds.tiling)) return null;
  if (thresholds.floor > lowestScore(recipe)) return null;
  return { width, height, facts: facts ?? null, detections: [...detections, ...weakDetections] };
}
