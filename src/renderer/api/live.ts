import { queryOptions } from '@tanstack/react-query';
import { HistoryPageSchema } from '../../shared/history.ts';
import { ask } from './queries.ts';

/** The newest pictures of the watched folders. */
export const recentQuery = (limit: number) =>
  queryOptions({
    queryKey: ['live-recent', limit],
    queryFn: ({ signal }) =>
      ask(`inspections?source=folder&limit=${limit}`, HistoryPageSchema, { signal }),
    staleTime: 0,
    networkMode: 'always',
  });

/** What the watched folders brought in a day. */
export interface DayCounts {
  readonly inspected: number;
  /** OK as the model and the recipe had it at once. */
  readonly passedFirst: number;
  /** After what people said. */
  readonly ng: number;
  readonly review: number;
}

const DAY_MS = 86_400_000;

/** @param from when the day began, in ms since 1970 */
export const dayCountsQuery = (from: number) =>
  queryOptions({
    queryKey: ['day-counts', from],
    queryFn: async ({ signal }): Promise<DayCounts> => {
      const count = (conditions: Readonly<Record<string, string>>): Promise<number> =>
        countBetween(conditions, from, from + DAY_MS, signal);
      const [inspected, passedFirst, ng, review] = await Promise.all([
        count({}),
        count({ verdict: 'ok' }),
        count({ effective: 'ng' }),
        count({ effective: 'review' }),
      ]);
      return { inspected, passedFirst, ng, review };
    },
    staleTime: 0,
    networkMode: 'always',
  });

/** The station counts exactly only so far: a busy day is counted in parts. */
async function countBetween(
  conditions: Readonly<Record<string, string>>,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<number> {
  const query = new URLSearchParams({
    ...conditions,
    source: 'folder',
    limit: '1',
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  const { count } = await ask(`inspections?${query}`, HistoryPageSchema, { signal });
  if (!count.more || to - from < 2) return count.count;
  const middle = Math.floor((from + to) / 2);
  const [before, after] = await Promise.all([
    countBetween(conditions, from, middle, signal),
    countBetween(conditions, middle, to, signal),
  ]);
  return before + after;
}
