import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { HistoryCountSchema } from '../../shared/history.ts';
import { ask } from './queries.ts';

/** What the station left to a person, or could not judge, or on which models disagree. */
const WAITING = 'waiting=true';

/** So many are read at a time: the picture that is needed first is there as soon with many as with few. */
const PAGE = 50;

const CountSchema = z.object({ count: HistoryCountSchema });

/** How many inspections wait for a person. */
export const waitingCountQuery = queryOptions({
  queryKey: ['waiting-count'],
  queryFn: async ({ signal }) =>
    (await ask(`inspections?${WAITING}&limit=1`, CountSchema, { signal })).count,
  networkMode: 'always',
});

const WaitingPageSchema = z
  .object({
    rows: z.array(z.object({ id: z.string() })),
    /** Null where nothing waits beyond. */
    next: z.string().nullable(),
    /** How many wait now, those of the pages before with them. */
    count: HistoryCountSchema,
  })
  .transform(({ rows, next, count }) => ({ ids: rows.map(({ id }) => id), next, count }));
export type WaitingPage = z.infer<typeof WaitingPageSchema>;

/**
 * A page of what waits, the oldest first.
 *
 * @param cursor `next` of the page before; null for the first
 */
export function waitingPage(cursor: string | null, signal: AbortSignal): Promise<WaitingPage> {
  const query = new URLSearchParams(`${WAITING}&order=oldest&limit=${PAGE}`);
  if (cursor !== null) query.set('cursor', cursor);
  return ask(`inspections?${query}`, WaitingPageSchema, { signal });
}
