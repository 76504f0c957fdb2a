import type { ListRow } from './list-row.ts';

/** What is picked in a list: some of its rows, or all that meet the conditions, loaded or not. */
export interface Selection {
  /** Places in the log by id. */
  readonly picked: ReadonlyMap<string, number>;
  readonly all: boolean;
  /** The row that was picked last: a range begins there. */
  readonly anchor: string | null;
}

export const NOTHING: Selection = { picked: new Map(), all: false, anchor: null };

type Row = Pick<ListRow, 'id' | 'seq'>;

export function isPicked({ picked, all }: Selection, id: string): boolean {
  return all || picked.has(id);
}

/** Picks a row, or lets it go; with `range` all between it and the last one too. */
export function pick(
  before: Selection,
  rows: readonly Row[],
  index: number,
  how: { readonly range: boolean; readonly on?: boolean },
): Selection {
  const row = rows[index];
  if (row === undefined) return before;
  const on = how.on ?? !isPicked(before, row.id);
  const anchor = how.range ? rows.findIndex(({ id }) => id === before.anchor) : -1;
  const [first, last] =
    anchor < 0 ? [index, index] : [Math.min(anchor, index), Math.max(anchor, index)];
  // Who lets one of all go means the ones in sight.
  const picked = new Map(before.all ? rows.map(({ id, seq }) => [id, seq]) : before.picked);
  for (const { id, seq } of rows.slice(first, last + 1)) {
    if (on) picked.set(id, seq);
    else picked.delete(id);
  }
  return { picked, all: before.all && on, anchor: row.id };
}
