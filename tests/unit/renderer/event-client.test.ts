import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createEventClient,
  type EventClient,
  type EventStream,
  type HeardEvent,
} from '../../../src/renderer/api/event-client.ts';

const RAISED = {
  kind: 'alarm.raised',
  alarm: 'disk-low',
  severity: 'warning',
  message: 'Little room.',
  since: '2026-11-24T08:00:00.000Z',
} as const;
const { kind: _, ...ALARM } = RAISED;
const READY: HeardEvent = { kind: 'ready', missed: false, alarms: [] };

/** A connection by hand: what the station would send, and whether the client closed it. */
class Wire {
  readonly url: string;
  closed = false;
  readonly #handlers = new Map<string, ((event: unknown) => void)[]>();

  constructor(url: string) {
    this.url = url;
  }

  get stream(): EventStream {
    return {
      addEventListener: (kind: string, handler: unknown) => {
        const known = this.#handlers.get(kind) ?? [];
        this.#handlers.set(kind, [...known, handler as (event: unknown) => void]);
      },
      close: () => {
        this.closed = true;
      },
    };
  }

  tell(event: HeardEvent, lastEventId = 'id'): void {
    this.#emit(event.kind, { data: JSON.stringify(event), lastEventId });
  }

  fail(): void {
    this.#emit('error', {});
  }

  #emit(kind: string, event: unknown): void {
    for (const handler of this.#handlers.get(kind) ?? []) handler(event);
  }
}

let wires: Wire[];
let lost: number;
let client: EventClient;
const wire = (): Wire => wires.at(-1) as Wire;

beforeEach(() => {
  vi.useFakeTimers();
  wires = [];
  lost = 0;
  client = createEventClient({
    connect: (url) => {
      wires.push(new Wire(url));
      return wire().stream;
    },
    onLost: () => {
      lost += 1;
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the event client', () => {
  it('shares one connection, which ends with the last listener', () => {
    const heard: string[] = [];
    const first = client.subscribe(({ kind }) => heard.push(`first ${kind}`));
    const second = client.subscribe(({ kind }) => heard.push(`second ${kind}`));
    wire().tell(READY);
    first();
    wire().tell(RAISED);
    expect(heard).toEqual(['first ready', 'second ready', 'second alarm.raised']);
    expect(wires.map(({ url, closed }) => [url, closed])).toEqual([['/api/v1/events', false]]);
    second();
    expect(wire().closed).toBe(true);
  });

  it('goes on after the last event that came, ever more slowly while nobody answers', () => {
    client.subscribe(() => undefined);
    wire().tell(READY, 'epoch-4-7');
    wire().fail();
    expect(lost).toBe(1);
    vi.advanceTimersByTime(999);
    expect(wires).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(wires.map(({ url }) => url)).toEqual([
      '/api/v1/events',
      '/api/v1/events?after=epoch-4-7',
    ]);
    wire().fail();
    vi.advanceTimersByTime(1_999);
    expect(wires).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(wires).toHaveLength(3);
    wire().tell(READY);
    wire().fail();
    vi.advanceTimersByTime(1_000);
    expect(wires).toHaveLength(4);
  });

  it('does not come back for nobody', () => {
    const end = client.subscribe(() => undefined);
    wire().fail();
    end();
    vi.advanceTimersByTime(60_000);
    client.renew();
    expect(wires).toHaveLength(1);
  });

  it('is renewed without hearing the old connection again', () => {
    client.subscribe(() => undefined);
    const [old] = wires;
    client.renew();
    expect(old?.closed).toBe(true);
    old?.fail();
    vi.advanceTimersByTime(60_000);
    expect(wires).toHaveLength(2);
  });

  it('knows what is raised, from the beginning and by each event', () => {
    client.subscribe(() => undefined);
    wire().tell({ ...READY, alarms: [ALARM] });
    expect(client.alarms()).toEqual([ALARM]);
    wire().tell({ ...RAISED, message: 'No room.' });
    expect(client.alarms()).toEqual([{ ...ALARM, message: 'No room.' }]);
    const before = client.alarms();
    wire().tell({ kind: 'settings.changed', keys: [] });
    expect(client.alarms()).toBe(before);
    wire().tell({ kind: 'alarm.cleared', alarm: 'disk-low' });
    expect(client.alarms()).toEqual([]);
  });
});
