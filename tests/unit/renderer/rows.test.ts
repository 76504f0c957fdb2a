import { describe, expect, it } from 'vitest';
import { rowGroups } from '../../../src/renderer/features/inspect/rows.ts';
import { shownOf } from '../../../src/renderer/features/inspect/shown.ts';
import { detection, inspection } from './support.ts';

const outcome = (kind: 'yolo' | 'mask2former', found: ReturnType<typeof detection>[]) => ({
  step: 'judged' as const,
  inspection: inspection(kind, [], { verdict: 'ng', detections: found }),
});

describe('rowGroups', () => {
  const yolo = shownOf(outcome('yolo', [detection(0.4, 'fold'), detection(0.8)]), 0.25);
  const mask2former = shownOf(
    outcome('mask2former', [detection(0.6), detection(0.5, 'pitting'), detection(0.1, 'fold')]),
    0.25,
  );

  it('lists one model strongest first, with the places in its inspection', () => {
    const [group, ...rest] = rowGroups('yolo', yolo, null);
    expect(rest).toEqual([]);
    expect(group?.found).toBe('all');
    expect(group?.rows.map(({ lit }) => lit)).toEqual([{ yolo: 1 }, { yolo: 0 }]);
  });

  it('puts differences first and lights a pair in both drawings', () => {
    const groups = rowGroups('mask2former', mask2former, yolo);
    expect(groups.map(({ found }) => found)).toEqual(['mask2former', 'yolo', 'both']);
    expect(groups.at(-1)?.rows.map(({ lit, scores }) => ({ lit, scores }))).toEqual([
      // YOLOv8's score stands first, whichever model is at hand.
      { lit: { yolo: 1, mask2former: 0 }, scores: [0.8, 0.6] },
    ]);
  });

  it('compares nothing until both have judged', () => {
    const groups = rowGroups('yolo', yolo, { step: 'judging' });
    expect(groups.map(({ found }) => found)).toEqual(['all']);
    expect(rowGroups('yolo', { step: 'judging' }, mask2former)).toEqual([]);
  });
});
