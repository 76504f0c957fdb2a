import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListRow } from './list-row.ts';
import { NOTHING, pick, type Selection } from './selection.ts';

export interface SelectionUse {
  readonly selection: Selection;
  readonly isEmpty: boolean;
  /** The same function through all renders: rows are drawn anew only where they change. */
  readonly onPick: (index: number, range: boolean) => void;
  readonly pickAll: (on: boolean) => void;
  /** Picks each of these rows. */
  readonly add: (indexes: readonly (number | null)[]) => void;
}

/** What is picked of the rows; other conditions begin with nothing. */
export function useSelection(rows: readonly ListRow[], filter: string): SelectionUse {
  const [held, hold] = useState({ filter, selection: NOTHING });
  const selection = held.filter === filter ? held.selection : NOTHING;
  const latest = useRef({ rows, filter, selection });
  useEffect(() => {
    latest.current = { rows, filter, selection };
  });
  const set = useCallback((change: (before: Selection) => Selection) => {
    const { filter } = latest.current;
    hold((before) => ({
      filter,
      selection: change(before.filter === filter ? before.selection : NOTHING),
    }));
  }, []);
  const onPick = useCallback(
    (index: number, range: boolean) =>
      set((before) => pick(before, latest.current.rows, index, { range })),
    [set],
  );
  return {
    selection,
    isEmpty: !selection.all && selection.picked.size === 0,
    onPick,
    pickAll: (on) => set(() => (on ? { ...NOTHING, all: true } : NOTHING)),
    add: (indexes) =>
      set((before) =>
        indexes.reduce<Selection>(
          (so, index) => (index === null ? so : pick(so, rows, index, { range: false, on: true })),
          before,
        ),
      ),
  };
}
