import { describe, expect, it } from 'vitest';
import {
  type ListRow,
  neighbour,
  toListRow,
} from '../../../src/renderer/features/history/list-row.ts';
import { rowWindow, scrollToShow } from '../../../src/renderer/features/history/window.ts';
import { detection, inspection } from './support.ts';

function row(seq: number): ListRow {
  const judged = inspection('yolo', [], {
    detections: [detection(0.4, 'fold'), detection(0.9), detection(0.7, 'pitting')],
  });
  return toListRow({
    ...judged,
    id: `id-${seq}`,
    seq,
    source: { kind: 'api' },
    part: { serial: 'A1', matched: true },
    person: null,
    effective: 'ok',
    disposition: 'overridden',
    corrected: false,
  });
}

describe('a row of the list', () => {
  it('says how many defects and which is the worst', () => {
    expect(row(1)).toMatchObject({
      defects: 3,
      worst: { className: 'crack', score: 0.9 },
      serial: 'A1',
      effective: 'ok',
      hasPicture: true,
    });
  });
});

describe('going through the list', () => {
  const rows = [row(9), row(7), row(4)];

  it('ends at the ends', () => {
    expect(neighbour(rows, 9, 1)).toBe(1);
    expect(neighbour(rows, 4, 1)).toBeNull();
    expect(neighbour(rows, 9, -1)).toBeNull();
    expect(neighbour([], 9, 1)).toBeNull();
  });

  it('goes on from one that the conditions leave out', () => {
    expect(neighbour(rows, 8, 1)).toBe(1);
    expect(neighbour(rows, 5, -1)).toBe(1);
  });
});

describe('the rows that are drawn', () => {
  it('are those in sight and some beside, however long the list', () => {
    expect(rowWindow(0, 560, 56, 1_000_000)).toEqual({ first: 0, last: 18 });
    const deep = rowWindow(56 * 500_000, 560, 56, 1_000_000);
    expect(deep).toEqual({ first: 499_992, last: 500_018 });
    expect(rowWindow(56 * 90, 560, 56, 95)).toEqual({ first: 82, last: 95 });
    // The list became shorter than where one stands.
    expect(rowWindow(56 * 90, 560, 56, 3)).toEqual({ first: 3, last: 3 });
  });

  it('are scrolled to as little as needed', () => {
    expect(scrollToShow(5, 0, 560, 56)).toBe(0);
    expect(scrollToShow(10, 0, 560, 56)).toBe(56);
    expect(scrollToShow(2, 560, 560, 56)).toBe(112);
  });
});
