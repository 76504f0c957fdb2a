import { describe, expect, it } from 'vitest';
import {
  EMPTY_QUEUE,
  nextWaiting,
  stepped,
  wantsMore,
  withEvent,
  withPage,
  withWaiting,
} from '../../../src/renderer/features/review/queue-state.ts';
import type { Verdict } from '../../../src/shared/domain.ts';
import type { StationEvent } from '../../../src/shared/events.ts';

const said = (
  inspectionId: string,
  effective: Verdict,
  disposition: 'none' | 'overridden' = 'overridden',
): StationEvent => ({
  kind: 'disposition.added',
  dispositionId: 'd',
  ...{ inspectionId, effective, disposition },
});
const recorded = (id: string, verdict: Verdict): StationEvent => ({
  ...{ kind: 'inspection.recorded', seq: 1, id, at: '2026-11-24T08:00:00.000Z', file: 'a.jpg' },
  ...{ verdict, source: 'folder', folderId: null, serial: null, lot: null },
});
/** All that waits, on one page. */
const whole = (...ids: readonly string[]) => ({
  ...{ ids, next: null, count: { count: ids.length, more: false } },
});
const queue = withWaiting(EMPTY_QUEUE, whole('a', 'c', 'e'), []);
const compared = (
  inspectionId: string,
  agreement: 'agrees' | 'differs',
  disposition: 'none' | 'confirmed' = 'none',
): StationEvent => ({ kind: 'comparison.added', inspectionId, agreement, disposition });

describe('the review queue', () => {
  it('loses nothing that happens while the log is asked', () => {
    const since = [recorded('f', 'review'), said('c', 'ok')];
    const before = since.reduce(withEvent, EMPTY_QUEUE);
    const state = withWaiting(before, whole('a', 'c', 'e'), since);
    expect(state.ids.toSorted()).toEqual(['a', 'c', 'e', 'f']);
    expect([...state.decided]).toEqual([['c', 'ok']]);
  });

  it('begins with the oldest and stops at either end', () => {
    expect(queue.current).toBe('a');
    expect(stepped(queue, -1)).toBe(queue);
    const last = stepped(stepped(queue, 1), 1);
    expect(last.current).toBe('e');
    expect(stepped(last, 1)).toBe(last);
  });

  it('takes in what the station leaves open, without moving the picture on the screen', () => {
    const more = withEvent({ ...queue, current: 'c' }, recorded('b', 'error'));
    expect(more.ids).toEqual(['a', 'c', 'e', 'b']);
    expect(more.current).toBe('c');
    expect(withEvent(queue, recorded('f', 'ok'))).toBe(queue);
    expect(withEvent(queue, recorded('a', 'review'))).toBe(queue);
    expect(withEvent(EMPTY_QUEUE, recorded('f', 'review')).current).toBe('f');
  });

  it('passes over what anybody decided, and ends where all is', () => {
    let state = withEvent(queue, said('c', 'ok'));
    expect(nextWaiting(state)).toBe('e');
    state = withEvent(withEvent(state, said('e', 'ng')), said('other', 'ng'));
    expect(nextWaiting(state)).toBeNull();
    expect(nextWaiting({ ...state, current: 'e' })).toBe('a');
    expect(state.decided).toEqual(
      new Map([
        ['c', 'ok'],
        ['e', 'ng'],
      ]),
    );
  });

  it('has again what is taken back, also of another screen, but no NG of the station', () => {
    const state = withEvent(withEvent(queue, said('c', 'ok')), said('c', 'review', 'none'));
    expect(state.decided.size).toBe(0);
    expect(withEvent(queue, said('b', 'review', 'none')).ids).toEqual(['a', 'c', 'e', 'b']);
    expect(withEvent(queue, said('b', 'ng', 'none')).ids).toEqual(['a', 'c', 'e']);
  });

  it('takes in what models disagree about, as long as nobody has spoken', () => {
    expect(withEvent(queue, compared('b', 'differs')).ids).toEqual(['a', 'c', 'e', 'b']);
    expect(withEvent(queue, compared('b', 'agrees'))).toBe(queue);
    expect(withEvent(queue, compared('b', 'differs', 'confirmed'))).toBe(queue);
    expect(withEvent(queue, compared('a', 'differs'))).toBe(queue);
  });

  it('is read page by page, and knows how many there are', () => {
    const ids = Array.from({ length: 12 }, (_, place) => `p${place}`);
    const count = { count: 100, more: false };
    const first = withWaiting(EMPTY_QUEUE, { ids, next: 'on', count }, []);
    expect([first.current, first.total.count, wantsMore(first)]).toEqual(['p0', 100, false]);
    const near = { ...first, current: 'p2' };
    expect(wantsMore(near)).toBe(true);
    // What comes meanwhile is further on in the log than what is yet to be read.
    const busy = withEvent(near, recorded('late', 'review'));
    expect([busy.ids, busy.total.count]).toEqual([ids, 101]);
    const decided = withEvent(busy, said('p1', 'ok'));
    const last = { ids: ['q0', 'late'], next: null, count: { count: 14, more: false } };
    const all = withPage(decided, last, []);
    expect(all.ids).toEqual([...ids, 'q0', 'late']);
    expect([all.current, all.total.count, wantsMore(all)]).toEqual(['p2', 14, false]);
    // Recorded while the last page was on its way.
    expect(withPage(decided, last, [recorded('later', 'error')]).ids.at(-1)).toBe('later');
    const more = withPage(
      decided,
      { ids: ['q0'], next: 'on', count: { count: 60, more: false } },
      [],
    );
    // Those that wait, and the one that was decided.
    expect(more.total.count).toBe(61);
  });

  it('goes to what is yet to be read before what was passed over', () => {
    const page = { ids: ['a', 'b'], next: 'on', count: { count: 3, more: false } };
    const state = { ...withWaiting(EMPTY_QUEUE, page, []), current: 'b' };
    expect(nextWaiting(state)).toBeNull();
    expect(nextWaiting({ ...state, next: null })).toBe('a');
    const waiting = { ...state, current: null, decided: new Map([['b', 'ok']] as const) };
    expect(wantsMore(waiting)).toBe(true);
  });

  it('follows the log after a break and keeps what is on the screen', () => {
    const state = withWaiting(withEvent(queue, said('c', 'ok')), whole('e', 'g'), []);
    expect(state.ids).toEqual(['a', 'c', 'e', 'g']);
    expect(state.current).toBe('a');
    expect(state.decided.get('c')).toBe('ok');
    expect(withWaiting(state, whole('c'), []).decided.size).toBe(0);
  });
});
