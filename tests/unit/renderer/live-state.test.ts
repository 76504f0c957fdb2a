import { describe, expect, it } from 'vitest';
import {
  EMPTY_LIVE,
  KEPT,
  type LiveState,
  missedSinceHeld,
  neighbourOf,
  withDisposition,
  withHeld,
  withRecorded,
} from '../../../src/renderer/features/inspect/live/live-state.ts';
import type { InspectionRecorded } from '../../../src/shared/events.ts';

function recorded(seq: number): InspectionRecorded {
  return {
    kind: 'inspection.recorded',
    seq,
    id: `id-${seq}`,
    at: '2026-11-24T11:00:00.000Z',
    file: `${seq}.jpg`,
    verdict: 'ng',
    source: 'folder',
    folderId: 'f',
    serial: null,
    lot: null,
  };
}

function afterEvents(...seqs: readonly number[]): LiveState {
  return seqs.reduce((state, seq) => withRecorded(state, recorded(seq)), EMPTY_LIVE);
}

const seqsOf = ({ pictures }: LiveState): readonly number[] => pictures.map(({ seq }) => seq);

describe('the last pictures', () => {
  it('stand newest first, whatever the order in which they are told, and none twice', () => {
    expect(seqsOf(afterEvents(2, 1, 3, 2))).toEqual([3, 2, 1]);
  });

  it('stay few through a whole shift', () => {
    let state = EMPTY_LIVE;
    for (let seq = 1; seq <= 20_000; seq++) state = withRecorded(state, recorded(seq));
    expect(seqsOf(state)).toHaveLength(KEPT);
    expect(seqsOf(state)[0]).toBe(20_000);
  });

  it('take what people say about one of them', () => {
    const state = withDisposition(afterEvents(1, 2), {
      id: 'id-1',
      effective: 'ok',
      disposition: 'overridden',
    });
    expect(state.pictures.map(({ effective }) => effective)).toEqual(['ng', 'ok']);
  });
});

describe('a held picture', () => {
  it('stays although more come than the strip holds, and goes when it is let go', () => {
    let state = withHeld(afterEvents(1, 2), 'id-1');
    for (let seq = 3; seq <= KEPT + 5; seq++) state = withRecorded(state, recorded(seq));
    expect(seqsOf(state)).toContain(1);
    expect(missedSinceHeld(state)).toBe(KEPT);
    state = withRecorded(withHeld(state, null), recorded(KEPT + 6));
    expect(seqsOf(state)).not.toContain(1);
    expect(missedSinceHeld(state)).toBe(0);
  });

  it('is one that is known', () => {
    expect(withHeld(afterEvents(1), 'id-9').held).toBeNull();
  });
});

describe('going through the strip', () => {
  it('ends at its ends', () => {
    const state = afterEvents(1, 2, 3);
    expect(neighbourOf(state, 'id-2', 1)).toBe('id-1');
    expect(neighbourOf(state, 'id-1', 1)).toBe('id-1');
    expect(neighbourOf(state, 'id-3', -1)).toBe('id-3');
    expect(neighbourOf(EMPTY_LIVE, null, 1)).toBeNull();
  });
});
