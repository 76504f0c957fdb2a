import type { ModelList } from '../../../../shared/api.ts';
import { ModelKindSchema } from '../../../../shared/domain.ts';
import { versionNamed } from '../../../../shared/model-ref.ts';
import type { ModelVersion } from '../../../../shared/models.ts';
import type { Recipe } from '../../../../shared/recipe.ts';

/** The classes that the recipe's model knows, then others that the recipe speaks of. */
export function classNamesOf(recipe: Recipe, models: ModelList | null): readonly string[] {
  const version = models === null ? undefined : versionOf(recipe.model, models);
  const spoken = [
    ...Object.keys(recipe.classes),
    ...Object.keys(recipe.rules),
    ...recipe.required.map((wanted) => wanted.class),
  ];
  return [...new Set([...(version?.spec.classes ?? []), ...spoken])].filter((name) => name !== '*');
}

/** The one that the station would take. */
function versionOf(ref: string, { models, live }: ModelList): ModelVersion | undefined {
  const kind = ModelKindSchema.safeParse(ref);
  return kind.success
    ? models.find(({ sha256 }) => sha256 === live[kind.data])
    : versionNamed(ref, models, live);
}
