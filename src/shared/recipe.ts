import { PitchlineError } from './errors.ts';
import { findContradictions } from './recipes/consistency.ts';
import { type Recipe, RecipeSchema } from './recipes/document.ts';
import { refusalsOf } from './recipes/refusal.ts';

export { type Recipe, RecipeSchema, usesModel } from './recipes/document.ts';

/**
 * A recipe from a parsed JSON file, complete and free of contradictions.
 *
 * @throws PitchlineError RECIPE_INVALID that names the path of every field that is refused
 */
export function parseRecipe(document: unknown): Recipe {
  const parsed = RecipeSchema.safeParse(document);
  const refusals = parsed.success ? findContradictions(parsed.data) : refusalsOf(parsed.error);
  if (parsed.success && refusals.length === 0) return parsed.data;
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
