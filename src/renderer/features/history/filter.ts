import { HistoryFilterSchema } from '../../../shared/history.ts';

const { from: _, to: __, ...rest } = HistoryFilterSchema.shape;

/** What can be asked of the list, by its name in the address; `period` stands for from and to. */
export const CONDITIONS = [
  'period',
  ...(Object.keys(rest) as (keyof typeof rest)[]),
] as const satisfies readonly string[];
export type Condition = (typeof CONDITIONS)[number];
export type Conditions = Readonly<Partial<Record<Condition, string>>>;

/** Days back from today; what else a period can be is a pair of days, `2026-11-20..2026-11-22`. */
export const PERIODS = ['today', 'yesterday', '7d', '30d'] as const;
export type Period = (typeof PERIODS)[number];

export function readConditions(query: URLSearchParams): Conditions {
  return Object.fromEntries(
    CONDITIONS.flatMap((name) => {
      const value = query.get(name) ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}

/** The address with one condition changed; null takes it away. */
export function withCondition(
  query: URLSearchParams,
  name: Condition,
  value: string | null,
): URLSearchParams {
  const changed = new URLSearchParams(query);
  if (value === null || value === '') changed.delete(name);
  else changed.set(name, value);
  return changed;
}

export function withoutConditions(query: URLSearchParams): URLSearchParams {
  const changed = new URLSearchParams(query);
  for (const name of CONDITIONS) changed.delete(name);
  return changed;
}

/** The same as the station's query string. */
export function stationFilter({ period, ...others }: Conditions, now: Date): string {
  const query = new URLSearchParams(others);
  if (period !== undefined) {
    for (const [name, value] of Object.entries(spanOf(period, now))) query.set(name, value);
  }
  return query.toString();
}

interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** A period in this computer's days, as UTC times. */
function spanOf(period: string, now: Date): Span {
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
    default: {
      const days = readDays(period);
      // Handed on as it is, so that the station refuses it: no condition is dropped in silence.
      if (days === null) return { from: period };
      return {
        ...(days.first === '' ? {} : { from: localMidnight(days.first, 0) }),
        ...(days.last === '' ? {} : { to: localMidnight(days.last, 1) }),
      };
    }
  }
}

/** First and last day of a period that names days; either may be empty. */
export function readDays(period: string): { readonly first: string; readonly last: string } | null {
  const match = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/.exec(period);
  if (match === null) return null;
  return { first: match[1] ?? '', last: match[2] ?? '' };
}

function localMidnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
