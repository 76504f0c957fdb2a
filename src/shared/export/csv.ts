/** A spreadsheet takes a text that begins so for a formula; in full width too, where one types Chinese. */
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r＝＋－＠]/;
/** What only looks like one: a serial number may be negative. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A line of RFC 4180, with its end. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front, which the spreadsheet takes as "text"; numbers stay as they are.
 */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: string | number | boolean | null): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const harmless = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}
