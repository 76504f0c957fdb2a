import { checkRecipe, type Recipe } from '../../../shared/recipe.ts';
import type { Refusal } from '../../../shared/recipes/refusal.ts';

export type Imported =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'no-json' };

/** A file that cannot be read, as one that was deleted since, is none either. */
export async function readRecipeFile(file: Pick<Blob, 'text'>): Promise<Imported> {
  const text = await file.text().catch(() => null);
  return text === null ? { kind: 'no-json' } : readRecipeText(text);
}

/** Reads a recipe file; one that only contradicts itself opens in the form, where it can be mended. */
export function readRecipeText(text: string): Imported {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { kind: 'no-json' };
  }
  const { recipe, refusals } = checkRecipe(document);
  return recipe === null ? { kind: 'refused', refusals } : { kind: 'recipe', recipe };
}
