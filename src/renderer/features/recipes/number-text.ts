/**
 * What somebody types as a number; a comma is a point. NaN for what is none, undefined for nothing.
 */
export function parseNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return undefined;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/iu.test(plain) ? Number(plain) : Number.NaN;
}

/** As it is typed: no thousands, all digits. */
export function numberText(value: unknown, locale: string): string {
  if (typeof value !== 'number' || Number.isNaN(value)) return '';
  return new Intl.NumberFormat(locale, {
    useGrouping: false,
    maximumSignificantDigits: 12,
  }).format(value);
}

/** A round end for a slider that reaches over what was measured and what is set. */
export function sliderEnd(...values: readonly (number | undefined)[]): number {
  const largest = Math.max(1, ...values.filter((value) => Number.isFinite(value)).map(Number));
  const power = 10 ** Math.floor(Math.log10(largest * 1.25));
  return [1, 2, 5, 10].map((factor) => factor * power).find((end) => end >= largest * 1.25) ?? 1;
}
