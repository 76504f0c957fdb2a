import { PitchlineError } from './errors.ts';
import { findContradictions } from './recipes/consistency.ts';
import { type Recipe, RecipeSchema } from './recipes/document.ts';
import { type Refusal, refusalsOf } from './recipes/refusal.ts';

export { type Recipe, RecipeSchema, usesModel } from './recipes/document.ts';

/**
 * What a document says as a recipe, and why it is none, one entry a field. A document of the right
 * form that contradicts itself has both.
 */
export function checkRecipe(document: unknown): {
  readonly recipe: Recipe | null;
  readonly refusals: readonly Refusal[];
} {
  const parsed = RecipeSchema.safeParse(document);
  return parsed.success
    ? { recipe: parsed.data, refusals: findContradictions(parsed.data) }
    : { recipe: null, refusals: refusalsOf(parsed.error) };
}

/**
 * A recipe from a parsed JSON file, complete and free of contradictions.
 *
 * @throws PitchlineError RECIPE_INVALID that names the path of every field that is refused
 */
export function parseRecipe(document: unknown): Recipe {
  const { recipe, refusals } = checkRecipe(document);
  if (recipe !== null && refusals.length === 0) return recipe;
  throw new PitchlineError(
    'RECIPE_INVALID',
    `The recipe is refused: ${refusals.map(({ path, problem }) => `${path}: ${problem}`).join('; ')}.`,
  );
}

/** In force until a quality engineer writes another: any detection from 0.25 up is NG. */
export const DEFAULT_RECIPE: Recipe = parseRecipe({
  name: 'default',
  description: 'Any detection from a score of 0.25 up is NG.',
});
