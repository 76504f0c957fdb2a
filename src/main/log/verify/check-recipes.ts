import { createHash } from 'node:crypto';
import { found } from './problem.ts';
import type { Walk } from './walk.ts';

interface RecipeRow {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly document: string;
  /** By the audit row of its saving; null where there is none. */
  readonly saved: string | null;
}

/** Every revision of a recipe is the one whose saving is in the chain; returns how many there are. */
export function checkRecipes({ connection }: Walk): number {
  const rows = connection.prepare<[], RecipeRow>(
    `WITH saved (id, name, revision, sha256) AS (
       SELECT payload ->> 'id', payload ->> 'name', payload ->> 'revision', payload ->> 'sha256'
       FROM audit WHERE kind = 'recipe.saved')
     SELECT recipes.id, recipes.name, recipes.revision, document, saved.sha256 AS saved
     FROM recipes LEFT JOIN saved USING (id, name, revision) ORDER BY recipes.name, recipes.revision`,
  );
  let count = 0;
  for (const { id, name, revision, document, saved } of rows.iterate()) {
    if (createHash('sha256').update(document).digest('hex') !== saved) {
      found(
        'recipe',
        { id },
        saved === null
          ? `The recipe ${name}:${revision} was put in: its saving is not in the chain.`
          : `The recipe ${name}:${revision} was changed: it is not the document that was saved.`,
      );
    }
    count += 1;
  }
  return count;
}
