/** Days back from today; what else a period can be is a pair of days, `2026-11-20..2026-11-22`. */
export const PERIODS = ['today', 'yesterday', '7d', '30d'] as const;
export type Period = (typeof PERIODS)[number];

/** From one time to before another, as UTC; without an end up to now. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** First and last day of a period that names days; either may be empty. */
export function readDays(period: string): { readonly first: string; readonly last: string } | null {
  const match = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/.exec(period);
  if (match === null) return null;
  return { first: match[1] ?? '', last: match[2] ?? '' };
}

/** A period in this computer's days, as UTC times. */
export function spanOf(period: string, now: Date): Span {
  const midnight = (daysAgo: number): string =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).toISOString();
  switch (period) {
    case 'today':
      return { from: midnight(0) };
    case 'yesterday':
      return { from: midnight(1), to: midnight(0) };
    case '7d':
      return { from: midnight(6) };
    case '30d':
      return { from: midnight(29) };
    default:
      return readTimes(period) ?? spanOfDays(period);
  }
}

/** A period that is cut finer than by days, for the address; `readDays` does not know it. */
export function periodOfTimes(from: Date, to: Date): string {
  return `${localTime(from)}..${localTime(to)}`;
}

function spanOfDays(period: string): Span {
  const days = readDays(period);
  // Handed on as it is, so that the station refuses it: no condition is dropped in silence.
  if (days === null) return { from: period };
  return {
    ...(days.first === '' ? {} : { from: localMidnight(days.first, 0) }),
    ...(days.last === '' ? {} : { to: localMidnight(days.last, 1) }),
  };
}

/** `2026-11-20T06:00..2026-11-20T14:00`, by this computer's clock. */
function readTimes(period: string): Span | null {
  const time = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}`;
  const match = new RegExp(`^(${time})\\.\\.(${time})$`).exec(period);
  const from = Date.parse(match?.[1] ?? '');
  const to = Date.parse(match?.[2] ?? '');
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function localMidnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

function localTime(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
