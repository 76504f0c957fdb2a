import { queryOptions } from '@tanstack/react-query';
import { KioskLeftSchema, KioskSchema } from '../../shared/kiosk.ts';
import { withBody } from './ask.ts';
import { ask, queryClient } from './queries.ts';

export const kioskQuery = queryOptions({
  queryKey: ['kiosk'],
  queryFn: ({ signal }) => ask('kiosk', KioskSchema, { signal }),
  networkMode: 'always',
});

export async function setKioskPin(pin: string): Promise<void> {
  const kiosk = await ask('kiosk', KioskSchema, withBody('PUT', { pin }));
  queryClient.setQueryData(kioskQuery.queryKey, kiosk);
}

/** Rejects where the PIN is not the one. */
export async function checkKioskPin(pin: string): Promise<void> {
  await ask('kiosk/leave', KioskLeftSchema, withBody('POST', { pin }));
}
