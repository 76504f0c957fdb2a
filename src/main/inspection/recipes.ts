import { PitchlineError } from '../../shared/errors.ts';

/** What a verdict is judged by. */
export interface Recipe {
  readonly name: string;
  /** A detection at or over this score is a defect. */
  readonly confidence: number;
}

/** In force until a quality engineer writes another: any detection over 0.25 is NG. */
export const DEFAULT_RECIPE: Recipe = { name: 'default', confidence: 0.25 };

/** @throws PitchlineError RECIPE_NOT_FOUND */
export function findRecipe(name: string | undefined): Recipe {
  if (name === undefined || name === DEFAULT_RECIPE.name) return DEFAULT_RECIPE;
  throw new PitchlineError(
    'RECIPE_NOT_FOUND',
    `There is no recipe "${name}"; there is: ${DEFAULT_RECIPE.name}.`,
  );
}
