import { useQuery } from '@tanstack/react-query';
import type { StoredPicture } from '../../../../shared/api.ts';
import type { Recipe } from '../../../../shared/recipe.ts';
import { PREVIEW_FLOOR } from '../../../../shared/recipes/preview.ts';
import { lowestScore } from '../../../../shared/recipes/scores.ts';
import { entryQuery, keptPicture, pictureOf } from '../../../api/history.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { stationClient } from '../../../api/queries.ts';
import { previewQuery } from '../../../api/recipes.ts';
import { type Content, contentOf } from './kept-content.ts';

/** The picture that a recipe is tried on. */
export type Source =
  | { readonly kind: 'stored'; readonly picture: StoredPicture }
  | { readonly kind: 'inspection'; readonly id: string };

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

/** The evidence of an inspection as a picture that can be judged. */
async function storeKept(id: string, signal: AbortSignal): Promise<StoredPicture> {
  const blob = await keptPicture(id, signal);
  return stationClient.storePicture(new File([blob], id, { type: blob.type }), signal);
}
