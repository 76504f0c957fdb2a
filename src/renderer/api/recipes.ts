import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Recipe } from '../../shared/recipe.ts';
import { DryRunAnswerSchema, type DryRunLine } from '../../shared/recipes/dry-run.ts';
import { PreviewSchema, type PreviewWishSchema } from '../../shared/recipes/preview.ts';
import {
  RecipeHistorySchema,
  RecipeListSchema,
  SavedRecipeSchema,
} from '../../shared/recipes/revision.ts';
import { stationLost, withBody } from './ask.ts';
import { useStationEvents } from './events.ts';
import { jsonLinesOf } from './json-lines.ts';
import { RequestError } from './problem.ts';
import { ask, queryClient, send } from './queries.ts';

/** The newest revision of each recipe. */
export const recipesQuery = queryOptions({
  queryKey: ['recipes'],
  queryFn: ({ signal }) => ask('recipes', RecipeListSchema, { signal }),
  networkMode: 'always',
});

/** All revisions of a recipe, newest first. */
export const revisionsQuery = (name: string) =>
  queryOptions({
    queryKey: ['recipes', name],
    queryFn: ({ signal }) =>
      ask(`recipes/${encodeURIComponent(name)}`, RecipeHistorySchema, { signal }),
    networkMode: 'always',
  });

/** @param note why, for those who come after; may be empty */
export async function saveRecipe(
  document: Recipe,
  note: string,
): Promise<z.infer<typeof SavedRecipeSchema>> {
  const query = note === '' ? '' : `?${new URLSearchParams({ note })}`;
  const saved = await ask(`recipes${query}`, SavedRecipeSchema, withBody('POST', document));
  await queryClient.invalidateQueries({ queryKey: recipesQuery.queryKey });
  return saved;
}

/** What a picture holds for a recipe that is being written; null asks nothing. */
export const previewQuery = (wish: z.input<typeof PreviewWishSchema> | null) =>
  queryOptions({
    queryKey: ['recipe-preview', wish],
    queryFn: ({ signal }) =>
      ask('recipes/preview', PreviewSchema, { ...withBody('POST', wish), signal }),
    enabled: wish !== null,
    // Of the same picture only: a defect drawn over another one would be a lie.
    placeholderData: (before, query) =>
      pictureIn(query?.queryKey) === wish?.picture ? before : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });

function pictureIn(queryKey: readonly unknown[] | undefined): string | undefined {
  return (queryKey?.[1] as { readonly picture?: string } | null | undefined)?.picture;
}

export interface DryRunWish {
  readonly recipe: Recipe;
  readonly last: number;
  readonly filter: {
    readonly recipe?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  };
}

/** Which verdicts would flip, as the station finds them; aborting ends its work too. */
export async function* dryRunLines(
  wish: DryRunWish,
  signal: AbortSignal,
): AsyncGenerator<DryRunLine> {
  const init = { ...withBody('POST', wish), signal };
  for await (const line of jsonLinesOf(send, 'recipes/dry-run', DryRunAnswerSchema, init)) {
    if (line.kind === 'failed') throw new RequestError(line.error);
    yield line;
    if (line.kind === 'summary') return;
  }
  // An end without its summary is none: the station was ended in the middle of it.
  throw stationLost();
}

/** Shows what somebody else saves, while the calling component is shown. */
export function useRecipeEvents(): void {
  useStationEvents((event) => {
    if (event.kind === 'recipe.changed' || (event.kind === 'ready' && event.missed)) {
      void queryClient.invalidateQueries({ queryKey: recipesQuery.queryKey });
    }
  });
}
