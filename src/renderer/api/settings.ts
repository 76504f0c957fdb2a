import { queryOptions } from '@tanstack/react-query';
import { EvidenceStatusSchema } from '../../shared/evidence.ts';
import { type StationSettings, StationSettingsSchema } from '../../shared/station-settings.ts';
import { withBody } from './ask.ts';
import { useStationEvents } from './events.ts';
import { ask, queryClient } from './queries.ts';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => ask('settings', StationSettingsSchema, { signal }),
  networkMode: 'always',
});

export const evidenceQuery = queryOptions({
  queryKey: ['evidence'],
  queryFn: ({ signal }) => ask('evidence', EvidenceStatusSchema, { signal }),
  networkMode: 'always',
});

/** Changes one setting and leaves the others; the answer is what is in force then. */
export async function changeSetting(
  path: readonly string[],
  value: unknown,
): Promise<StationSettings> {
  const patch = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  const settings = await ask('settings', StationSettingsSchema, withBody('PATCH', patch));
  queryClient.setQueryData(settingsQuery.queryKey, settings);
  return settings;
}

/** Shows what somebody else changes, while the calling component is shown. */
export function useSettingEvents(): void {
  useStationEvents((event) => {
    if (event.kind === 'settings.changed' || (event.kind === 'ready' && event.missed)) {
      void queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey });
    }
  });
}
