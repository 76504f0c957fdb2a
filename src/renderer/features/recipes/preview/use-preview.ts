import { useQuery } from '@tanstack/react-query';
import type { StoredPicture } from '../../../../shared/api.ts';
import { canonicalJson, type JsonValue } from '../../../../shared/canonical-json.ts';
import type { Detection } from '../../../../shared/domain.ts';
import type { HistoryEntry } from '../../../../shared/history-entry.ts';
import { type Recipe, usesModel } from '../../../../shared/recipe.ts';
import type { PictureFacts } from '../../../../shared/recipes/picture-checks.ts';
import { PREVIEW_FLOOR } from '../../../../shared/recipes/preview.ts';
import { lowestScore } from '../../../../shared/recipes/scores.ts';
import { entryQuery, pictureOf } from '../../../api/history.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { stationClient } from '../../../api/queries.ts';
import { previewQuery } from '../../../api/recipes.ts';

/** The picture that a recipe is tried on. */
export type Source =
  | { readonly kind: 'stored'; readonly picture: StoredPicture }
  | { readonly kind: 'inspection'; readonly id: string };

/** What a picture holds, whatever a recipe makes of it. */
export interface Content {
  readonly width: number;
  readonly height: number;
  readonly facts: PictureFacts | null;
  readonly detections: readonly Detection[];
}

export interface PreviewState {
  readonly name: string;
  readonly url: string | null;
  readonly content: Content | null;
  readonly isWorking: boolean;
  readonly problem: RequestProblem | null;
}

/**
 * Asks the station only where the model, the tiling or a lower score needs it: an inspection of the
 * log brings its own detections. What is shown before stays until the answer is there.
 */
export function usePreview(source: Source | null, recipe: Recipe): PreviewState {
  const id = source?.kind === 'inspection' ? source.id : null;
  const entry = useQuery({ ...entryQuery(id ?? ''), enabled: id !== null });
  const known = entry.data === undefined ? null : contentOf(entry.data, recipe);
  const needsRun = source?.kind === 'inspection' && entry.data !== undefined && known === null;
  const kept = useQuery({
    queryKey: ['kept-picture', id],
    queryFn: ({ signal }) => storeKept(id ?? '', signal),
    enabled: needsRun,
    networkMode: 'always',
  });
  const picture = source?.kind === 'stored' ? source.picture : needsRun ? kept.data : undefined;
  const { model, device, tiling } = recipe;
  const floor = Math.min(PREVIEW_FLOOR, lowestScore(recipe));
  const run = useQuery(
    previewQuery(
      picture === undefined
        ? null
        : {
            ...{ picture: picture.sha256, model, device, floor },
            ...(tiling === undefined ? {} : { tiling }),
          },
    ),
  );
  const error = entry.error ?? (needsRun ? kept.error : null) ?? run.error;
  const isWorking = picture === undefined ? id !== null && known === null : run.isFetching;
  return {
    name:
      source === null
        ? ''
        : source.kind === 'stored'
          ? source.picture.name
          : (entry.data?.file ?? ''),
    url:
      source === null ? null : source.kind === 'stored' ? source.picture.url : pictureOf(source.id),
    content: known ?? (picture === undefined ? null : (run.data ?? null)),
    isWorking: isWorking && error === null,
    problem: error === null ? null : toProblem(error),
  };
}

/** What the log kept, if the recipe's model would find the same. */
function contentOf(entry: HistoryEntry, recipe: Recipe): Content | null {
  const { width, height, model, facts, thresholds, detections, weakDetections } = entry;
  if (width === null || height === null || model === null || !usesModel(recipe, model)) return null;
  const tiling = recipe.tiling === undefined ? 'model' : recipe.tiling;
  const text = (value: unknown): string => canonicalJson(value as JsonValue);
  if (text(tiling) !== text(thresholds.tiling)) return null;
  if (thresholds.floor > Math.max(lowestScore(recipe), PREVIEW_FLOOR)) return null;
  return { width, height, facts: facts ?? null, detections: [...detections, ...weakDetections] };
}

/** The evidence of an inspection as a picture that can be judged. */
async function storeKept(id: string, signal: AbortSignal): Promise<StoredPicture> {
  const response = await fetch(pictureOf(id), { signal });
  if (!response.ok) throw new Error((await response.json()).detail);
  const blob = await response.blob();
  return stationClient.storePicture(new File([blob], id, { type: blob.type }), signal);
}
