import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { HistoryCountSchema } from '../../shared/history.ts';
import { matchingIds } from './history.ts';
import { ask } from './queries.ts';

/** What the station left to a person, or could not judge, and nobody has spoken of. */
const WAITING = 'verdict=review,error&disposition=none';

const CountSchema = z.object({ count: HistoryCountSchema });

/** How many inspections wait for a person. */
export const waitingCountQuery = queryOptions({
  queryKey: ['waiting-count'],
  queryFn: async ({ signal }) =>
    (await ask(`inspections?${WAITING}&limit=1`, CountSchema, { signal })).count,
  networkMode: 'always',
});

/** The ids of all that wait, the oldest first. */
export async function waitingIds(signal: AbortSignal): Promise<readonly string[]> {
  return (await matchingIds(WAITING, signal)).toReversed();
}
