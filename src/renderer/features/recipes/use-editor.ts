import { useMemo, useRef } from 'react';
import { checkRecipe, DEFAULT_RECIPE, type Recipe } from '../../../shared/recipe.ts';
import type { Refusal } from '../../../shared/recipes/refusal.ts';
import type { RecipeRevision } from '../../../shared/recipes/revision.ts';
import { readDrafts, saysTheSame, useDrafts, writeDraft } from './draft-store.ts';
import { type Path, setIn, withoutEmpty } from './edit.ts';

/** By which pictures are judged where nobody says by which. */
export const IN_FORCE = DEFAULT_RECIPE.name;

export interface Editor {
  readonly draft: Recipe;
  readonly base: number;
  readonly isDirty: boolean;
  readonly refusals: readonly Refusal[];
  /** The newest form that could be judged by. */
  readonly valid: Recipe;
  readonly set: (path: Path, value: unknown) => void;
  readonly discard: () => void;
}

/** One recipe's form: what the station has, and what was changed of it here. */
export function useEditor(name: string, newest: RecipeRevision | null): Editor {
  const stored = useDrafts().get(name);
  const saved = newest?.document ?? setIn(DEFAULT_RECIPE, ['name'], name);
  const draft = stored?.document ?? saved;
  const base = stored?.base ?? newest?.revision ?? 0;
  const { recipe, refusals } = useMemo(() => checkRecipe(draft), [draft]);
  const last = useRef<Recipe>(saved);
  if (recipe !== null && refusals.length === 0) last.current = recipe;
  const valid = last.current.name === name ? last.current : saved;
  const write = (document: Recipe): void => {
    const isSame = newest !== null && saysTheSame(document, newest.document);
    writeDraft(name, isSame ? null : { document, base });
  };
  return {
    draft,
    base,
    isDirty: stored !== undefined,
    refusals,
    valid,
    set: (path, value) => {
      const now = readDrafts().get(name)?.document ?? saved;
      const changed = setIn(now, path, value);
      // A class that has nothing of its own any more is not named.
      write(path[0] === 'classes' ? withoutEmpty(changed, path.slice(0, 2)) : changed);
    },
    discard: () => writeDraft(name, null),
  };
}
