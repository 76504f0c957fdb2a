import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Session } from '../../shared/people.ts';
import { createAsk, createSend, type OnRefused } from './ask.ts';
import { withAttendance } from './attendance.ts';
import { createStationClient } from './client.ts';
import { askToSignIn } from './sign-in.ts';

/** How often an open page asks whether the station is there, in milliseconds. */
const HEARTBEAT_MS = 10_000;
const HEARTBEAT_LOST_MS = 2_000;

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 60_000 } },
});

const request: typeof fetch = (input, init) => fetch(input, withAttendance(init));

/** Of the query in `session.ts`. */
export const SESSION_KEY = ['session'] as const;

/** A request that nobody answers makes the heartbeat look at once. */
function lookForStation(): void {
  const heartbeat = queryClient.getQueryState(stationQuery.queryKey);
  if (heartbeat?.status === 'success' && heartbeat.fetchStatus === 'idle') {
    queryClient.refetchQueries(stationQuery);
  }
}

/** A request that wants a name asks the person for it; what a screen asks by itself does not. */
const heedRefusal: OnRefused = (code, method) => {
  if (code !== 'SIGN_IN_NEEDED') return;
  const known = queryClient.getQueryData<Session>(SESSION_KEY);
  if (known?.person) askToSignIn('ended');
  else if (method !== 'GET') askToSignIn('needed');
};

/** The page's one client, and what a feature asks beside it. */
export const stationClient = createStationClient(request, lookForStation, heedRefusal);
export const ask = createAsk(request, lookForStation, heedRefusal);
export const send = createSend(request, lookForStation, heedRefusal);

/** The station's name and version; its regular answer is also the sign that it is there. */
export const stationQuery = queryOptions({
  queryKey: ['station'],
  queryFn: ({ signal }) => stationClient.station(signal),
  // Our own heartbeat tells lost from found; the browser's idea of online says nothing about it.
  networkMode: 'always',
  refetchInterval: (query) => (query.state.status === 'error' ? HEARTBEAT_LOST_MS : HEARTBEAT_MS),
});

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: ({ signal }) => stationClient.models(signal),
  networkMode: 'always',
});

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => stationClient.devices(signal),
  networkMode: 'always',
});

export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: ({ signal }) => stationClient.demo(signal),
  networkMode: 'always',
  staleTime: Number.POSITIVE_INFINITY,
});
