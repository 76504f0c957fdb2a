import { PitchlineError } from '../../shared/errors.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { unknownClasses } from '../../shared/recipes/unknown-classes.ts';

/** A model's name as results give it, and what it can find. */
export interface KnownClasses {
  readonly ref: string;
  readonly classes: readonly string[];
}

/**
 * What a person should know of a recipe that is saved or in use all the same: a model that is not
 * there, classes that the model does not know. Each a sentence with the path of its field.
 *
 * @param classesOf throws PitchlineError MODEL_NOT_FOUND and the like
 */
export async function recipeWarnings(
  recipe: Recipe,
  classesOf: (modelRef: string) => Promise<KnownClasses>,
): Promise<string[]> {
  let model: KnownClasses;
  try {
    model = await classesOf(recipe.model);
  } catch (error) {
    if (error instanceof PitchlineError) return [`model: ${error.message}`];
    throw error;
  }
  const has = model.classes.join(', ');
  return unknownClasses(recipe, model.classes).map(({ path, className }) =>
    path.startsWith('required')
      ? `${path}: the model ${model.ref} does not know "${className}" (it knows ${has}), so every part is one that is missing.`
      : `${path}: the model ${model.ref} does not know "${className}" (it knows ${has}), so this changes nothing.`,
  );
}
