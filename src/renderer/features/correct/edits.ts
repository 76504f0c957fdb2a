import type { Draft } from './draft.ts';

/** A draft with the way that led to it. */
export interface Edits {
  readonly past: readonly Draft[];
  readonly present: Draft;
  readonly future: readonly Draft[];
}

/** Steps that can be undone. */
const MOST_STEPS = 200;

export function begunWith(present: Draft): Edits {
  return { past: [], present, future: [] };
}

export function edited(edits: Edits, present: Draft): Edits {
  if (present === edits.present) return edits;
  return { past: [...edits.past, edits.present].slice(-MOST_STEPS), present, future: [] };
}

export function undone({ past, present, future }: Edits): Edits {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redone({ past, present, future }: Edits): Edits {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}
