/** Numbers as the screens print them: by locale, with as many digits as can be trusted. */
export interface Formats {
  score(value: number): string;
  pixels(value: number): string;
  milliseconds(value: number): string;
  percent(value: number): string;
  bytes(value: number): string;
  date(iso: string): string;
}

export function createFormats(locale: string): Formats {
  const score = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const megabytes = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    score: (value) => score.format(value),
    pixels: (value) => (value < 10 ? tenth : whole).format(value),
    milliseconds: (value) => (value < 10 ? tenth : whole).format(value),
    percent: (value) => percent.format(value),
    bytes: (value) => megabytes.format(value / 1e6),
    date: (iso) => date.format(new Date(iso)),
  };
}
