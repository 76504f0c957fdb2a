import { HistoryFilterSchema } from '../../../shared/history.ts';
import { spanOf } from '../../ui/period.ts';

const { from: _, to: __, ...rest } = HistoryFilterSchema.shape;

/** What can be asked of the list, by its name in the address; `period` stands for from and to. */
export const CONDITIONS = [
  'period',
  ...(Object.keys(rest) as (keyof typeof rest)[]),
] as const satisfies readonly string[];
export type Condition = (typeof CONDITIONS)[number];
export type Conditions = Readonly<Partial<Record<Condition, string>>>;

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
