import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Alarm } from '../../shared/events.ts';
import type { Session } from '../../shared/people.ts';
import { createEventClient, type EventListener } from './event-client.ts';
import { queryClient, SESSION_KEY, stationQuery } from './queries.ts';

const client = createEventClient({
  connect: (url) => new EventSource(url),
  // The heartbeat looks at once whether the station is there.
  onLost: () => void queryClient.refetchQueries(stationQuery, { cancelRefetch: false }),
});

// A connection to a station that lost its power stays open for ever: what the heartbeat lost is over.
let wasLost = false;
// A refused connection would wait for its own time to try again.
let person: string | null | undefined;
queryClient.getQueryCache().subscribe(({ query }) => {
  if (query.queryKey[0] === SESSION_KEY[0]) {
    const { data } = query.state as { data: Session | undefined };
    if (data === undefined) return;
    const now = data.person?.id ?? null;
    if (person !== undefined && person !== now) client.renew();
    person = now;
    return;
  }
  if (query.queryKey[0] !== stationQuery.queryKey[0]) return;
  const { status } = query.state;
  if (wasLost && status === 'success') client.renew();
  wasLost = status === 'error';
});

/** Hears what happens in the station while the calling component is on the screen. */
export function useStationEvents(listener: EventListener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => client.subscribe((event) => latest.current(event)), []);
}

/** What wants a person now, the oldest first. */
export function useAlarms(): readonly Alarm[] {
  return useSyncExternalStore(client.subscribe, client.alarms);
}
