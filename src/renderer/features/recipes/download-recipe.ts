import type { Recipe } from '../../../shared/recipe.ts';
import { saveFile } from '../../ui/save-file.ts';

/** Gives the document to the browser as the file that `recipes export` writes. */
export function downloadRecipe(recipe: Recipe): void {
  const text = `${JSON.stringify(recipe, null, 2)}\n`;
  saveFile(new Blob([text], { type: 'application/json' }), `${recipe.name}.json`);
}
