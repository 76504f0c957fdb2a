import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { expect, it, onTestFinished } from 'vitest';
import type { Inspection } from '../../../src/shared/domain.ts';
import { as, person } from './people-support.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

interface Frame {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events as a browser would. */
function frames(response: Response): AsyncGenerator<Frame> {
  return (async function* () {
    let text = '';
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(
      new TextDecoderStream(),
    )) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        text = text.slice(end + 2);
        if (!fields.has('id')) continue;
        const data = JSON.parse(fields.get('data') ?? '') as Frame['data'];
        yield { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data };
      }
    }
  })();
}

async function take(source: AsyncGenerator<Frame>, count: number): Promise<readonly Frame[]> {
  const taken: Frame[] = [];
  while (taken.length < count) {
    const { done, value } = await source.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

async function judge(api: ApiDouble): Promise<string> {
  const answer = (await (await api.ask('/api/v1/inspections', upload())).json()) as Inspection;
  return answer.id ?? '';
}

/** The same handler behind a real socket. */
async function listen(api: ApiDouble): Promise<{ server: Server; address: string }> {
  const server = createServer(
    getRequestListener((request) => api.app.fetch(request, { address: '10.0.0.9' })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}` };
}

it('tells of each inspection as it is recorded', async () => {
  const api = await apiDouble();
  const response = await api.ask('/api/v1/events');
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const source = frames(response);
  const [ready] = await take(source, 1);
  expect(ready?.data).toEqual({ kind: 'ready', missed: false, alarms: [] });
  const id = await judge(api);
  const [told] = await take(source, 1);
  expect(told).toMatchObject({
    event: 'inspection.recorded',
    data: { id, seq: 1, verdict: 'ng', source: 'api', file: 'gear 齿轮.jpg' },
  });
  await source.return(undefined);
});

it('resumes without a gap over a real connection, by header and by query', async () => {
  const api = await apiDouble();
  const { address } = await listen(api);
  const connect = (headers: Record<string, string>, query = ''): Promise<Response> =>
    fetch(`${address}/api/v1/events${query}`, { headers });
  const first = frames(await connect({}));
  const [ready] = await take(first, 1);
  const ids = [await judge(api)];
  const [seen] = await take(first, 1);
  await first.return(undefined);
  ids.push(await judge(api), await judge(api));
  const again = frames(await connect({ 'last-event-id': seen?.id ?? '' }));
  const resumed = await take(again, 3);
  expect(resumed.map(({ data }) => data.id)).toEqual([undefined, ids[1], ids[2]]);
  await again.return(undefined);
  // As after a restart: the ids of another run are made up from the log.
  const old = (ready?.id ?? '').replace(/^[0-9a-f]+/, '0123456789ab');
  const restarted = frames(await connect({}, `?after=${old}`));
  const made = await take(restarted, 4);
  expect(made[0]?.data).toMatchObject({ missed: true });
  expect(made.slice(1).map(({ data }) => data.id)).toEqual(ids);
  await restarted.return(undefined);
});

it('ends with the station, so that it can stop', async () => {
  const api = await apiDouble();
  const { address } = await listen(api);
  const source = frames(await fetch(`${address}/api/v1/events`));
  await take(source, 1);
  api.services.events.close();
  expect(await take(source, 1)).toEqual([]);
});

it('wants the right to look, and is none that outlives it', async () => {
  const api = await apiDouble();
  person(api, 'administrator');
  api.services.settings.change(
    { signInNeeded: true },
    {
      ...{ personId: null, name: 'test', via: 'api' },
    },
  );
  expect((await api.ask('/api/v1/events')).status).toBe(401);
  const response = await api.ask('/api/v1/events', as(api, 'operator'));
  expect(response.status).toBe(200);
  const source = frames(response);
  await take(source, 1);
  api.services.sessions.endAllOf('id-operator');
  const ended = take(source, 1);
  // Asked with the next thing that happens.
  api.services.events.publish({ kind: 'alarm.cleared', alarm: 'x' });
  await ended;
  expect(await take(source, 1)).toEqual([]);
});
