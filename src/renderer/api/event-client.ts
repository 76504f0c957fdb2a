import { z } from 'zod';
import {
  type Alarm,
  type EventsReady,
  EventsReadySchema,
  type StationEvent,
  StationEventSchema,
} from '../../shared/events.ts';

/** `ready` comes first on each connection: after `missed`, fetch again what is shown. */
export type HeardEvent = StationEvent | EventsReady;
export type EventListener = (event: HeardEvent) => void;

/** The part of the browser's EventSource that is used. */
export type EventStream = Pick<EventSource, 'addEventListener' | 'close'>;

export interface EventClient {
  /** Connects with the first listener and disconnects with the last; the function ends it. */
  subscribe(listener: EventListener): () => void;
  /** What is raised now; another array only when something changed. */
  alarms(): readonly Alarm[];
  /** For whoever finds that the station is back, before the client's own time to try again. */
  renew(): void;
}

export interface EventClientOptions {
  readonly connect: (url: string) => EventStream;
  /** Told when a connection ends by itself. */
  readonly onLost: () => void;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10_000;

const HeardSchema = z.discriminatedUnion('kind', [
  EventsReadySchema,
  ...StationEventSchema.options,
]);
const KINDS = HeardSchema.options.map(({ shape }) => shape.kind.value);

/**
 * One connection for the whole page, however many parts listen: browsers allow six a station. It is
 * taken up again from the last event that came. The browser's own way to do so gives up for good when
 * the station refuses once, as after a session has ended.
 */
export function createEventClient({ connect, onLost }: EventClientOptions): EventClient {
  const listeners = new Set<EventListener>();
  let stream: EventStream | null = null;
  let lastId: string | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let alarms: readonly Alarm[] = [];

  const hear = (message: Pick<MessageEvent, 'data' | 'lastEventId'>): void => {
    lastId = message.lastEventId;
    retryMs = FIRST_RETRY_MS;
    const event = HeardSchema.parse(JSON.parse(message.data));
    alarms = alarmsAfter(alarms, event);
    for (const listener of [...listeners]) listener(event);
  };
  const open = (): void => {
    close();
    const after = lastId === null ? '' : `?after=${encodeURIComponent(lastId)}`;
    const opened = connect(`/api/v1/events${after}`);
    stream = opened;
    for (const kind of KINDS) opened.addEventListener(kind, (event) => hear(event as MessageEvent));
    opened.addEventListener('error', () => {
      if (stream !== opened) return;
      close();
      retry = setTimeout(open, retryMs);
      retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
      onLost();
    });
  };
  const close = (): void => {
    clearTimeout(retry);
    stream?.close();
    stream = null;
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) open();
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) close();
      };
    },
    alarms: () => alarms,
    renew() {
      if (listeners.size > 0) open();
    },
  };
}

function alarmsAfter(before: readonly Alarm[], event: HeardEvent): readonly Alarm[] {
  if (event.kind === 'ready') return event.alarms;
  if (event.kind === 'alarm.cleared') return before.filter(({ alarm }) => alarm !== event.alarm);
  if (event.kind !== 'alarm.raised') return before;
  const { kind: _, ...raised } = event;
  const others = before.filter(({ alarm }) => alarm !== raised.alarm);
  return [...others, raised];
}
