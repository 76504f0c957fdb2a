import { describe, expect, it } from 'vitest';
import { compareParity, type ParityPair } from '../../../src/main/inference/parity.ts';
import type { Detection } from '../../../src/shared/domain.ts';
import { toCocoMask } from '../../../src/shared/masks/index.ts';

function detection(score: number, shift = 0, overrides: Partial<Detection> = {}): Detection {
  return {
    classId: 0,
    className: 'crack',
    score,
    box: [10 + shift, 10, 30 + shift, 30],
    areaPx: 400,
    lengthPx: 20,
    widthPx: 20,
    ...overrides,
  };
}

const pair = (cpu: readonly Detection[], device: readonly Detection[]): ParityPair => ({
  ...{ cpu, device },
  cpuMs: 10,
  deviceMs: 2,
});
const compare = (...pairs: ParityPair[]) => compareParity('cuda', pairs, 0.25);

/** A square mask of 20 pixels a side, without its last `missing` columns. */
const mask = (missing: number) =>
  toCocoMask(
    { x: 10, y: 10, width: 20 - missing, height: 20, counts: [0, (20 - missing) * 20] },
    64,
    64,
  );

describe('the parity gate', () => {
  it('passes what agrees and reports the largest differences', () => {
    const report = compare(
      pair([detection(0.9), detection(0.5, 200)], [detection(0.505, 200.5), detection(0.9, 0.1)]),
    );
    expect(report).toMatchObject({ detections: 2, matched: 2, passed: true, minMaskIou: null });
    expect(report.maxBoxDifferencePx).toBeCloseTo(0.5);
    expect(report.maxScoreDifference).toBeCloseTo(0.005);
    expect(report).toMatchObject({ cpuMs: 10, deviceMs: 2, pictures: 1 });
  });

  it.each([
    ['a box off by more than a pixel', detection(0.9, 1.2)],
    ['a score off by more than 0.01', detection(0.88)],
    ['another class', detection(0.9, 0, { classId: 1 })],
  ])('fails on %s', (_, other) => {
    expect(compare(pair([detection(0.9)], [other])).passed).toBe(false);
  });

  it('fails on a missing and on an extra detection', () => {
    expect(compare(pair([detection(0.9)], [])).passed).toBe(false);
    expect(compare(pair([], [detection(0.9)])).passed).toBe(false);
  });

  it('couples boxes without area, as clipping at the border leaves them', () => {
    const flat = (score: number) => detection(score, 0, { box: [0, 480, 47, 480] });
    const report = compare(pair([flat(0.9), flat(0.5)], [flat(0.5), flat(0.9)]));
    expect(report).toMatchObject({ detections: 2, matched: 2, passed: true });
  });

  it('leaves alone what only crosses the threshold', () => {
    const report = compare(
      pair([detection(0.9), detection(0.252, 200)], [detection(0.9), detection(0.249, 200)]),
      pair([detection(0.255)], []),
    );
    expect(report).toMatchObject({ detections: 2, matched: 2, passed: true });
  });

  it('compares masks', () => {
    const whole = detection(0.9, 0, { mask: mask(0) });
    const nearly = detection(0.9, 0, { mask: mask(1) });
    expect(compare(pair([whole], [whole]))).toMatchObject({ minMaskIou: 1, passed: true });
    const report = compare(pair([whole], [nearly]));
    expect(report.minMaskIou).toBeCloseTo(0.95);
    expect(report.passed).toBe(false);
  });

  it('finds no proof where nothing was found', () => {
    expect(compare(pair([], []))).toMatchObject({ detections: 0, passed: false });
  });
});
