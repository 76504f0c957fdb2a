import { PitchlineError } from '../../shared/errors.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../shared/recipe.ts';

/** @throws PitchlineError RECIPE_NOT_FOUND */
export function findRecipe(name: string | undefined): Recipe {
  if (name === undefined || name === DEFAULT_RECIPE.name) return DEFAULT_RECIPE;
  throw new PitchlineError(
    'RECIPE_NOT_FOUND',
    `There is no recipe "${name}"; there is: ${DEFAULT_RECIPE.name}.`,
  );
}
