/** The columns of the list, in the order in which they are at first. */
export const COLUMNS = [
  'thumbnail',
  'time',
  'file',
  'part',
  'verdict',
  'number',
  'worst',
  'model',
  'recipe',
  'person',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Without them a row says nothing; the rest can be left out. */
export const CHOICE: readonly Column[] = COLUMNS.filter(
  (column) => column !== 'file' && column !== 'verdict',
);

/** All columns as somebody has put them; one that the order does not name stays where it was at first. */
export function orderedColumns(order: readonly string[]): readonly Column[] {
  const named = order.flatMap((name) => COLUMNS.filter((column) => column === name));
  const all = [...new Set(named)];
  for (const [place, column] of COLUMNS.entries()) {
    if (!all.includes(column)) all.splice(place, 0, column);
  }
  return all;
}

/** With a column one place further to the right (1) or to the left (-1); at either end it stays. */
export function movedColumn(
  order: readonly Column[],
  column: Column,
  by: 1 | -1,
): readonly Column[] {
  const from = order.indexOf(column);
  const to = from + by;
  if (to < 0 || to >= order.length) return order;
  const without = order.filter((each) => each !== column);
  return without.toSpliced(to, 0, column);
}

export function shownColumns(
  hidden: readonly string[],
  order: readonly string[],
): readonly Column[] {
  return orderedColumns(order).filter(
    (column) => !CHOICE.includes(column) || !hidden.includes(column),
  );
}
