import { sha256Of } from '../../sha256.ts';
import { found } from './problem.ts';
import type { Walk } from './walk.ts';

/** A revision as the table has it, beside what the chain says of its saving; either may be missing. */
interface RecipeRow {
  readonly id: string | null;
  readonly label: string;
  readonly document: string | null;
  readonly sha256: string | null;
  readonly person: string | null;
  readonly saved: string | null;
  readonly savedBy: string | null;
  /** The audit row of its saving. */
  readonly seq: number | null;
}

/** Every revision of a recipe is the one whose saving is in the chain; returns how many there are. */
export function checkRecipes({ connection }: Walk): number {
  const rows = connection.prepare<[], RecipeRow>(
    `WITH saved (seq, id, name, revision, sha256, person) AS (
       SELECT seq, payload ->> 'id', payload ->> 'name', payload ->> 'revision',
         payload ->> 'sha256', actor ->> 'personId'
       FROM audit WHERE kind = 'recipe.saved')
     SELECT coalesce(recipes.id, saved.id) AS id, name || ':' || revision AS label, document,
       recipes.sha256 AS sha256, person_id AS person, saved.sha256 AS saved,
       saved.person AS savedBy, seq
     FROM recipes FULL JOIN saved USING (id, name, revision) ORDER BY name, revision`,
  );
  let count = 0;
  for (const row of rows.iterate()) {
    const wrong = wrongWith(row);
    if (wrong !== null) found('recipe', { id: row.id ?? '' }, wrong);
    count += 1;
  }
  return count;
}

function wrongWith({
  label,
  document,
  sha256,
  person,
  saved,
  savedBy,
  seq,
}: RecipeRow): string | null {
  if (saved === null) return `The recipe ${label} was put in: its saving is not in the chain.`;
  if (document === null)
    return `The recipe ${label} is missing: audit row ${seq} tells of its saving.`;
  const isSame = sha256Of(document) === saved;
  return isSame && sha256 === saved && person === savedBy
    ? null
    : `The recipe ${label} was changed: it is not the one that was saved by audit row ${seq}.`;
}
