import { queryOptions } from '@tanstack/react-query';
import { RecipeListSchema } from '../../shared/recipes/revision.ts';
import { ask } from './queries.ts';

/** The newest revision of each recipe. */
export const recipesQuery = queryOptions({
  queryKey: ['recipes'],
  queryFn: ({ signal }) => ask('recipes', RecipeListSchema, { signal }),
  networkMode: 'always',
});
