export const STEPS = ['demo', 'folder', 'recipe', 'own'] as const;
export type Step = (typeof STEPS)[number];

interface Had {
  /** Anything was judged. */
  readonly any: boolean;
  /** A picture of a watched folder was; null without one. */
  readonly own: object | null;
}

interface Watched {
  readonly settings: { readonly recipe: string | null };
}

/**
 * A step is done when the station has what it is about, however it came to it: nothing is ticked off
 * that was only clicked.
 */
export function stepsDone(
  { any, own }: Had,
  folders: readonly Watched[],
): { readonly done: ReadonlySet<Step>; readonly current: Step | null } {
  const is: Readonly<Record<Step, boolean>> = {
    demo: any,
    folder: folders.length > 0,
    recipe: folders.some(({ settings }) => settings.recipe !== null),
    own: own !== null,
  };
  const done = new Set(STEPS.filter((step) => is[step]));
  return { done, current: STEPS.find((step) => !is[step]) ?? null };
}

/** Nothing was judged here and nothing is watched: somebody may want to be shown how to begin. */
export function isEmpty({ any }: Had, folders: readonly Watched[]): boolean {
  return !any && folders.length === 0;
}
