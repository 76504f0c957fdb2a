import type { ModelList } from '../../../../shared/api.ts';
import type { Recipe } from '../../../../shared/recipe.ts';

/** The classes that the recipe's model knows, then others that the recipe speaks of. */
export function classNamesOf(recipe: Recipe, models: ModelList | null): readonly string[] {
  const { model } = recipe;
  const live = model === 'yolo' || model === 'mask2former' ? models?.live[model] : undefined;
  const version = models?.models.find(
    ({ sha256, name, version: number }) =>
      sha256 === live || name === model.replace(/@.*$/su, '') || `${name}:${number}` === model,
  );
  const spoken = [
    ...Object.keys(recipe.classes),
    ...Object.keys(recipe.rules),
    ...recipe.required.map((wanted) => wanted.class),
  ];
  return [...new Set([...(version?.spec.classes ?? []), ...spoken])].filter((name) => name !== '*');
}
