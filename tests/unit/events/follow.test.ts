import { describe, expect, it } from 'vitest';
import { EventBus, type EventHistory } from '../../../src/main/events/event-bus.ts';
import { type FollowOptions, follow, type Told } from '../../../src/main/events/follow.ts';
import type { EventsReady, InspectionRecorded, StationEvent } from '../../../src/shared/events.ts';

function inspection(seq: number): InspectionRecorded {
  return {
    kind: 'inspection.recorded',
    ...{ seq, id: `id-${seq}`, at: '2026-11-24T08:00:00.000Z', file: `${seq}.bmp`, verdict: 'ok' },
    ...{ source: 'folder', folderId: 'f', serial: null, lot: null },
  };
}

/** A log whose rows are published as they come, like the station's. */
function station(kept: number, rows = 0) {
  const log = Array.from({ length: rows }, (_, index) => inspection(index + 1));
  const history: EventHistory = {
    lastSeq: () => log.length,
    after: (seq, limit) => log.slice(seq, seq + limit),
  };
  const bus = new EventBus(history, kept);
  const record = (count = 1): void => {
    for (let made = 0; made < count; made += 1) {
      log.push(inspection(log.length + 1));
      bus.publish(inspection(log.length));
    }
  };
  return { bus, history, record };
}

function listen(bus: EventBus, lastId: string | null = null, more: Partial<FollowOptions> = {}) {
  const stop = new AbortController();
  const told = follow(bus, {
    ...{ lastId, signal: stop.signal, beatMs: 5, allowed: () => true },
    ...more,
  });
  const next = async (): Promise<Extract<Told, { id: string }> | null> => {
    for (;;) {
      const { done, value } = await told.next();
      if (done === true) return null;
      if ('id' in value) return value;
    }
  };
  return { told, next, stop };
}

async function take(
  next: () => Promise<Extract<Told, { id: string }> | null>,
  count: number,
): Promise<readonly (StationEvent | EventsReady)[]> {
  const events: (StationEvent | EventsReady)[] = [];
  for (let taken = 0; taken < count; taken += 1) {
    const told = await next();
    if (told !== null) events.push(told.event);
  }
  return events;
}

const seqs = (events: readonly (StationEvent | EventsReady)[]): readonly number[] =>
  events.flatMap((event) => (event.kind === 'inspection.recorded' ? [event.seq] : []));

describe('follow', () => {
  it('begins with what is raised now, then tells what happens, in order', async () => {
    const { bus, record } = station(10, 3);
    bus.publish({ kind: 'alarm.raised', alarm: 'a', severity: 'error', message: 'm', since: 's' });
    const { next } = listen(bus);
    expect((await next())?.event).toEqual({
      kind: 'ready',
      missed: false,
      alarms: [{ alarm: 'a', severity: 'error', message: 'm', since: 's' }],
    });
    record(2);
    bus.publish({ kind: 'alarm.cleared', alarm: 'a' });
    const events = await take(next, 3);
    expect(events.map(({ kind }) => kind)).toEqual([
      'inspection.recorded',
      'inspection.recorded',
      'alarm.cleared',
    ]);
    expect(bus.alarms()).toEqual([]);
  });

  it('replays from the ring after the last id, whatever the kind', async () => {
    const { bus, record } = station(10);
    record(2);
    const first = listen(bus, null);
    const ready = await first.next();
    record(2);
    bus.publish({ kind: 'settings.changed', keys: ['lineName'] });
    const again = listen(bus, ready?.id ?? null);
    expect((await again.next())?.event).toMatchObject({ kind: 'ready', missed: false });
    const events = await take(again.next, 3);
    expect(seqs(events)).toEqual([3, 4]);
    expect(events.at(-1)?.kind).toBe('settings.changed');
  });

  it('makes up from the log what fell out of the ring, none twice, and goes on live', async () => {
    const { bus, record } = station(5);
    record(1);
    const { next } = listen(bus);
    const lastId = (await next())?.id ?? null;
    record(700);
    const again = listen(bus, lastId);
    expect((await again.next())?.event).toMatchObject({ kind: 'ready', missed: true });
    const missed = await take(again.next, 350);
    record(20);
    const rest = await take(again.next, 370);
    expect([...seqs(missed), ...seqs(rest)]).toEqual(
      Array.from({ length: 720 }, (_, index) => index + 2),
    );
  });

  it('goes on where it was when it is cut off in the midst of catching up, or the station restarts', async () => {
    const { bus, history, record } = station(5);
    record(500);
    const first = listen(bus, 'log-10');
    await first.next();
    const events = await take(first.next, 100);
    expect(seqs(events).at(-1)).toBe(110);
    const last = await first.next();
    const restarted = listen(new EventBus(history, 5), last?.id ?? null);
    await restarted.next();
    expect(seqs(await take(restarted.next, 389))).toEqual(
      Array.from({ length: 389 }, (_, index) => index + 112),
    );
  });

  it('cuts off who is too slow and keeps nothing for them; they catch up when they come back', async () => {
    const { bus, record } = station(5);
    const slow = listen(bus);
    await slow.next();
    record(1);
    const last = await slow.next();
    record(50);
    expect(await slow.next()).toBeNull();
    const again = listen(bus, last?.id ?? null);
    await again.next();
    expect(seqs(await take(again.next, 50))[0]).toBe(2);
  });

  it('begins at the present for an id that is none of ours', async () => {
    const { bus, record } = station(10);
    record(3);
    const { next } = listen(bus, '<script>');
    expect((await next())?.event).toMatchObject({ kind: 'ready', missed: true });
    record(1);
    expect(seqs(await take(next, 1))).toEqual([4]);
  });

  it('shows that it lives while nothing happens, and ends when it may no longer listen', async () => {
    const { bus } = station(10);
    let allowed = true;
    const { told } = listen(bus, null, { allowed: () => allowed });
    await told.next();
    expect(await told.next()).toEqual({ done: false, value: { beat: true } });
    allowed = false;
    expect((await told.next()).done).toBe(true);
  });

  it('ends with the station, and when the other end goes', async () => {
    const { bus } = station(10);
    const one = listen(bus, null, { beatMs: 60_000 });
    const other = listen(bus, null, { beatMs: 60_000 });
    await one.told.next();
    await other.told.next();
    const ends = [one.told.next(), other.told.next()];
    one.stop.abort();
    expect((await ends[0])?.done).toBe(true);
    bus.close();
    expect((await ends[1])?.done).toBe(true);
  });
});
