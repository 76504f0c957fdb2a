import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { StatisticsSchema } from '../../shared/statistics.ts';
import { useStationEvents } from './events.ts';
import { ask, queryClient } from './queries.ts';
import { createThrottle } from './throttle.ts';

/** Numbers that change faster cannot be read, and each look counts the whole period. */
const REFRESH_MS = 2_000;

/**
 * Counts between each two neighbours of these times.
 *
 * @param times two at least, ascending
 * @param source as the station's query string has it; empty for all
 */
export const statisticsQuery = (times: readonly Date[], source: string) => {
  const query = new URLSearchParams({ times: times.map((time) => time.toISOString()).join(',') });
  if (source !== '') query.set('source', source);
  return queryOptions({
    queryKey: ['statistics', query.toString()],
    queryFn: ({ signal }) => ask(`statistics?${query}`, StatisticsSchema, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    networkMode: 'always',
  });
};

const refreshSoon = createThrottle(
  () => void queryClient.invalidateQueries({ queryKey: ['statistics'] }),
  REFRESH_MS,
);

/** Counts anew what is recorded and said, while the calling component is shown. */
export function useStatisticsEvents(): void {
  useStationEvents((event) => {
    const counts =
      event.kind === 'inspection.recorded' ||
      event.kind === 'disposition.added' ||
      (event.kind === 'ready' && event.missed);
    if (counts) refreshSoon();
  });
}
