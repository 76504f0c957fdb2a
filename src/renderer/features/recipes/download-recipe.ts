import type { Recipe } from '../../../shared/recipe.ts';

/** Gives the document to the browser as the file that `recipes export` writes. */
export function downloadRecipe(recipe: Recipe): void {
  const blob = new Blob([`${JSON.stringify(recipe, null, 2)}\n`], { type: 'application/json' });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${recipe.name}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
