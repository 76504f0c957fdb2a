/** The columns of the list, in their order. */
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

export function shownColumns(hidden: readonly string[]): readonly Column[] {
  return COLUMNS.filter((column) => !CHOICE.includes(column) || !hidden.includes(column));
}
