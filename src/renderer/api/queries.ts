import { QueryClient, queryOptions } from '@tanstack/react-query';
import { createAsk } from './ask.ts';
import { createStationClient } from './client.ts';

/** How often an open page asks whether the station is there, in milliseconds. */
const HEARTBEAT_MS = 10_000;
const HEARTBEAT_LOST_MS = 2_000;

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 60_000 } },
});

const request: typeof fetch = (input, init) => fetch(input, init);

/** A request that nobody answers makes the heartbeat look at once. */
function lookForStation(): void {
  const heartbeat = queryClient.getQueryState(stationQuery.queryKey);
  if (heartbeat?.status === 'success' && heartbeat.fetchStatus === 'idle') {
    queryClient.refetchQueries(stationQuery);
  }
}

/** The page's one client, and what a feature asks beside it. */
export const stationClient = createStationClient(request, lookForStation);
export const ask = createAsk(request, lookForStation);

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
