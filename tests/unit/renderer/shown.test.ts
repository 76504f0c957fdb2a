import { describe, expect, it } from 'vitest';
import { shownOf, verdictOf } from '../../../src/renderer/features/inspect/shown.ts';
import { inspection } from './support.ts';

describe('shownOf', () => {
  const outcome = {
    step: 'judged' as const,
    inspection: inspection('yolo', [0.3, 0.9, 0.1]),
  };

  it('filters and judges anew at every threshold, strongest first, keeping the places', () => {
    const shown = shownOf(outcome, 0.25);
    expect(shown).toMatchObject({ step: 'judged', verdict: 'ng', below: 1 });
    expect(shown.step === 'judged' && shown.detections.map(({ index }) => index)).toEqual([1, 0]);
    expect(shownOf(outcome, 0.95)).toMatchObject({ verdict: 'ok', detections: [], below: 3 });
  });

  it('counts a detection exactly at the threshold', () => {
    expect(verdictOf(outcome, 0.9)).toBe('ng');
  });

  it('never calls an error OK, whatever the threshold', () => {
    const error = { code: 'PICTURE_CORRUPT', message: 'It is damaged.' } as const;
    const judged = {
      step: 'judged' as const,
      inspection: inspection('yolo', [], { verdict: 'error', error }),
    };
    expect(shownOf(judged, 0.99)).toEqual({
      step: 'problem',
      verdict: 'error',
      cause: 'picture',
      problem: error,
    });
    const failed = {
      step: 'failed' as const,
      problem: { code: 'STATION_LOST', message: '' } as const,
    };
    expect(verdictOf(failed, 0.99)).toBe('error');
  });

  it('has no verdict for what is not judged', () => {
    for (const step of ['waiting', 'sending', 'judging', 'cancelled'] as const) {
      expect(verdictOf({ step }, 0)).toBeNull();
    }
    expect(verdictOf(undefined, 0)).toBeNull();
  });
});
