import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useStationEvents } from '../../../api/events.ts';
import { type DayCounts, dayCountsQuery } from '../../../api/live.ts';
import { queryClient } from '../../../api/queries.ts';
import { createThrottle } from '../../../api/throttle.ts';

/** Numbers that change faster cannot be read. */
const REFRESH_MS = 1_000;

const refresh = createThrottle(
  () => void queryClient.invalidateQueries({ queryKey: ['day-counts'] }),
  REFRESH_MS,
);

/** What the watched folders brought today, by this computer's clock; null until it is known. */
export function useDayCounts(): DayCounts | null {
  const { data } = useQuery({
    ...dayCountsQuery(new Date().setHours(0, 0, 0, 0)),
    placeholderData: keepPreviousData,
  });
  useStationEvents((event) => {
    const counts =
      (event.kind === 'inspection.recorded' && event.source === 'folder') ||
      event.kind === 'disposition.added' ||
      (event.kind === 'ready' && event.missed);
    if (counts) refresh();
  });
  return data ?? null;
}
