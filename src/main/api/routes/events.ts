import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { EventsReadySchema, StationEventSchema } from '../../../shared/events.ts';
import { follow, type Told } from '../../events/follow.ts';
import type { Caller } from '../identity.ts';
import { newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

/** Often enough for proxies that end silent connections, and for pages to notice a station that went. */
const BEAT_MS = 10_000;

const getEvents = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/events',
  summary: 'What happens in the station, as server-sent events',
  description:
    'Each event has an id. A client that connects again with the last one in `Last-Event-ID` (browsers do so by themselves) or in `after` misses no inspection, however long it was away; where other kinds may have been missed, the first event (`ready`) says `missed: true`. A client that is too slow is disconnected and catches up the same way.',
  request: { query: z.object({ after: z.string().optional() }) },
  responses: {
    200: {
      description: 'Events; `event` is the kind, `data` the object',
      content: {
        'text/event-stream': { schema: z.union([EventsReadySchema, StationEventSchema]) },
      },
    },
    ...problems(400),
  },
});

type Parts = Pick<Services, 'events' | 'sessions' | 'settings' | 'people'>;

export function eventRoutes(services: Parts): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getEvents, (context) => {
    const { caller } = context.var;
    const ended = new AbortController();
    const told = follow(services.events, {
      lastId: context.req.header('last-event-id') ?? context.req.valid('query').after ?? null,
      signal: AbortSignal.any([ended.signal, context.req.raw.signal]),
      beatMs: BEAT_MS,
      allowed: () => mayStillLook(caller, services),
    });
    return context.body(streamOf(told, ended), 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // A proxy that gathers what it passes on would hold events back.
      'x-accel-buffering': 'no',
    });
  });
  return routes;
}

/** A connection lasts longer than a session, or than the setting that let it in. */
function mayStillLook(
  { sessionToken, setup }: Caller,
  { sessions, settings, people }: Parts,
): boolean {
  // Listening is no use of a session by a person.
  if (sessionToken !== null) return sessions.find(sessionToken, false) !== null;
  return !settings.current.signInNeeded || (setup && people.setupNeeded);
}

/** Pulled: an event is only made when the last one went out. */
function streamOf(told: AsyncGenerator<Told>, ended: AbortController): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await told.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(frameOf(value)));
    },
    cancel: () => ended.abort(),
  });
}

function frameOf(told: Told): string {
  if ('beat' in told) return ': beat\n\n';
  const { id, event } = told;
  return `id: ${id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`;
}
