import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  isLastTry,
  judgeLook,
  newCandidate,
} from '../../../src/main/watch/settling.ts';
import { facts } from './support.ts';

const begun = newCandidate(
  { relativePath: 'a.bmp', facts: facts(1_000_000_001), seenAt: 0 },
  500,
  1_000,
);

describe('a file that arrives', () => {
  it('is ready when it has held still for the settling time', () => {
    expect(judgeLook(begun, begun.facts, 500, 1_400)).toMatchObject({
      kind: 'wait',
      candidate: { dueAt: 1_500 },
    });
    expect(judgeLook(begun, begun.facts, 500, 1_500).kind).toBe('ready');
  });

  it.each([
    ['size', facts(1_000_000_001, { size: 11 })],
    ['time', facts(1_000_000_002)],
    ['status time alone', facts(1_000_000_001, { ctimeNs: 2n })],
    ['another file of that name', facts(1_000_000_001, { inode: 2n })],
  ])('that changes (%s) begins to settle anew, and its tries are forgotten', (_, changed) => {
    const failed = afterFailure(begun, 'truncated', 0, 500, 1_500);
    expect(judgeLook(failed, changed, 500, 9_000)).toMatchObject({
      kind: 'wait',
      candidate: { heldSince: 9_000, dueAt: 9_500, tries: 0, reason: null },
    });
  });

  it('that goes away is gone', () => {
    expect(judgeLook(begun, null, 500, 2_000)).toEqual({ kind: 'gone' });
  });

  it('with a time of whole seconds holds still for longer than such a clock can hide', () => {
    const coarse = { ...begun, facts: facts(7_000_000_000) };
    expect(judgeLook(coarse, coarse.facts, 500, 2_000).kind).toBe('wait');
    expect(judgeLook(coarse, coarse.facts, 500, 3_100).kind).toBe('ready');
  });
});

describe('a file that does not decode', () => {
  it('is tried again after longer and longer times', () => {
    let candidate = begun;
    const delays = Array.from({ length: 8 }, () => {
      candidate = afterFailure(candidate, 'truncated', 0, 500, 0);
      return candidate.dueAt;
    });
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  });

  it('is given up after the tries and the patience, not after one of them', () => {
    const limits = { tries: 3, patienceMs: 60_000 };
    const tried = { ...begun, tries: 2 };
    expect(isLastTry(tried, limits, 1_000 + 59_999)).toBe(false);
    expect(isLastTry(tried, limits, 1_000 + 60_000)).toBe(true);
    expect(isLastTry({ ...begun, tries: 1 }, limits, 999_999)).toBe(false);
  });
});
