import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseRecipe, RecipeSchema } from '../../../src/shared/recipe.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/recipes.md'), 'utf8');

it('docs/recipes.md shows recipes that are accepted, and names every field', () => {
  const recipes = [...page.matchAll(/```json\n(.*?)```/gsu)]
    .map(([, text]) => JSON.parse(text!) as object)
    .filter((document) => 'name' in document);
  expect(recipes).toHaveLength(2);
  for (const document of recipes) expect(() => parseRecipe(document)).not.toThrow();
  for (const field of Object.keys(RecipeSchema.shape)) expect(page).toContain(`**\`${field}\`**`);
});
