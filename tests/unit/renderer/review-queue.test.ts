import { describe, expect, it } from 'vitest';
import {
  EMPTY_QUEUE,
  nextWaiting,
  stepped,
  withEvent,
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
const queue = withWaiting(EMPTY_QUEUE, ['a', 'c', 'e'], []);

describe('the review queue', () => {
  it('loses nothing that happens while the log is asked', () => {
    const since = [recorded('f', 'review'), said('c', 'ok')];
    const before = since.reduce(withEvent, EMPTY_QUEUE);
    const state = withWaiting(before, ['a', 'c', 'e'], since);
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

  it('follows the log after a break and keeps what is on the screen', () => {
    const state = withWaiting(withEvent(queue, said('c', 'ok')), ['e', 'g'], []);
    expect(state.ids).toEqual(['a', 'c', 'e', 'g']);
    expect(state.current).toBe('a');
    expect(state.decided.get('c')).toBe('ok');
    expect(withWaiting(state, ['c'], []).decided.size).toBe(0);
  });
});
