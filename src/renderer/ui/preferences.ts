import { useCallback, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { LANGUAGES } from '../i18n/languages.ts';

/** What this browser remembers about how its user likes the page; nothing that changes a verdict. */
const PreferencesSchema = z.object({
  boxes: z.boolean(),
  masks: z.boolean(),
  labels: z.boolean(),
  singleKeys: z.boolean(),
  /** Inspect shows the watched folders, and not the desk. */
  live: z.boolean(),
  /** Columns that History's list leaves out. */
  historyHidden: z.array(z.string()).readonly(),
  /** The order of its columns; empty: as they are at first. */
  historyOrder: z.array(z.string()).readonly(),
  /** Null: the browser's. */
  language: z.enum(LANGUAGES).nullable().catch(null),
  /** Black, white and full colours, whatever the system asks for. */
  contrast: z.boolean(),
  /** What was chosen in the palette, newest first. */
  recentCommands: z.array(z.string()).readonly(),
  /** The guide of the first steps; `auto`: shown where the station is empty. */
  firstSteps: z.enum(['auto', 'open', 'closed']).catch('auto'),
});
export type Preferences = Readonly<z.infer<typeof PreferencesSchema>>;

const KEY = 'pitchline.preferences';
const DEFAULTS: Preferences = {
  boxes: true,
  masks: true,
  labels: true,
  singleKeys: true,
  live: false,
  historyHidden: [],
  historyOrder: [],
  language: null,
  contrast: false,
  recentCommands: [],
  firstSteps: 'auto',
};

let current: Preferences | null = null;
const listeners = new Set<() => void>();

export function readPreferences(): Preferences {
  if (current !== null) return current;
  try {
    const stored = PreferencesSchema.partial().safeParse(
      JSON.parse(localStorage.getItem(KEY) ?? '{}'),
    );
    current = { ...DEFAULTS, ...(stored.success ? stored.data : {}) } as Preferences;
  } catch {
    // Storage may be forbidden or damaged: the defaults do.
    current = DEFAULTS;
  }
  return current;
}

export function writePreferences(change: Partial<Preferences>): void {
  current = { ...readPreferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Forbidden or full: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  return [useSyncExternalStore(subscribe, readPreferences), useCallback(writePreferences, [])];
}
