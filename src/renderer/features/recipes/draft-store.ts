import { useSyncExternalStore } from 'react';
import { canonicalJson, type JsonValue } from '../../../shared/canonical-json.ts';
import type { Recipe } from '../../../shared/recipe.ts';

/** A recipe with changes that are not saved; while one types it may be none that the station takes. */
export interface Draft {
  readonly document: Recipe;
  /** The revision that it began from; 0 for a new recipe. */
  readonly base: number;
}
export type Drafts = ReadonlyMap<string, Draft>;

/** Outside the screen, so that a look at another one loses nothing. */
let drafts: Drafts = new Map();
const listeners = new Set<() => void>();

export const readDrafts = (): Drafts => drafts;

export function writeDraft(name: string, draft: Draft | null): void {
  const others = [...drafts].filter(([other]) => other !== name);
  drafts = new Map(draft === null ? others : [...others, [name, draft]]);
  // Also one that was left for later goes with the page, whatever screen is shown then.
  if (drafts.size > 0) window.addEventListener('beforeunload', keepPage);
  else window.removeEventListener('beforeunload', keepPage);
  for (const listener of listeners) listener();
}

/** Has the browser ask. */
function keepPage(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDrafts(): Drafts {
  return useSyncExternalStore(subscribe, readDrafts);
}

/** Whether two documents say the same, in whatever order. */
export function saysTheSame(one: Recipe, other: Recipe): boolean {
  const text = (recipe: Recipe): string => {
    try {
      return canonicalJson(recipe as unknown as JsonValue);
    } catch {
      // Not a number is not JSON: such a draft is like no document.
      return JSON.stringify(recipe);
    }
  };
  return text(one) === text(other);
}
