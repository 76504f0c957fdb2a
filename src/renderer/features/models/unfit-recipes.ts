import type { ModelVersion } from '../../../shared/models.ts';
import { type Recipe, usesModel } from '../../../shared/recipe.ts';
import { unknownClasses } from '../../../shared/recipes/unknown-classes.ts';

export interface UnfitRecipe {
  readonly name: string;
  /** What the model does not know: limits of these hold nothing. */
  readonly ignored: readonly string[];
  /** Those of them without which a part counts as missing: every part will. */
  readonly required: readonly string[];
}

/** Recipes that a version would judge once it is live, and that name classes which it does not know. */
export function unfitRecipes(
  model: Pick<ModelVersion, 'kind' | 'name' | 'version' | 'sha256' | 'spec'>,
  recipes: readonly Recipe[],
): readonly UnfitRecipe[] {
  const { kind, name, version, sha256, spec } = model;
  return recipes
    .filter((recipe) => usesModel(recipe, { kind, ref: `${name}:${version}`, sha256 }))
    .flatMap((recipe) => {
      const unknown = unknownClasses(recipe, spec.classes).map(({ className }) => className);
      if (unknown.length === 0) return [];
      const isRequired = (className: string): boolean =>
        recipe.required.some((wanted) => wanted.class === className);
      const names = [...new Set(unknown)];
      return {
        name: recipe.name,
        ignored: names.filter((className) => !isRequired(className)),
        required: names.filter(isRequired),
      };
    });
}
