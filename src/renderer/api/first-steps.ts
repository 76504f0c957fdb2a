import { queryOptions } from '@tanstack/react-query';
import { HistoryPageSchema, type HistoryRow } from '../../shared/history.ts';
import { useStationEvents } from './events.ts';
import { ask, queryClient } from './queries.ts';
import { changeSetting } from './settings.ts';
import { createThrottle } from './throttle.ts';

/** A busy line records many a second; a person reads no faster than this. */
const REFRESH_MS = 500;

/** Whether anything was judged here, and the newest picture of a watched folder. */
export const firstPicturesQuery = queryOptions({
  queryKey: ['first-pictures'],
  queryFn: async ({ signal }): Promise<FirstPictures> => {
    const newest = (conditions: string): Promise<HistoryRow | null> =>
      ask(`inspections?${conditions}limit=1`, HistoryPageSchema, { signal }).then(
        ({ rows }) => rows[0] ?? null,
      );
    const [any, own] = await Promise.all([newest(''), newest('source=folder&')]);
    return { any: any !== null, own };
  },
  staleTime: 0,
  networkMode: 'always',
});

export interface FirstPictures {
  readonly any: boolean;
  readonly own: HistoryRow | null;
}

const refresh = createThrottle(
  () => void queryClient.invalidateQueries({ queryKey: firstPicturesQuery.queryKey }),
  REFRESH_MS,
);

/** Keeps the above as it is, while the calling component is shown. */
export function useFirstPictureEvents(): void {
  useStationEvents((event) => {
    if (event.kind === 'inspection.recorded' || (event.kind === 'ready' && event.missed)) refresh();
  });
}

/** Nobody at this station is shown the guide by itself any more. */
export async function closeFirstStepsForAll(): Promise<void> {
  await changeSetting(['firstSteps'], 'done');
}
