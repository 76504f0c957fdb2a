import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sealByTheHour } from '../../../src/main/log/seal-store.ts';

describe('seals by the hour', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('come each hour, also after one that could not be made, until they are ended', () => {
    const told: string[] = [];
    const seal = vi.fn<() => number>(() => 1);
    const end = sealByTheHour({ seal }, (_, message) => told.push(message));
    vi.advanceTimersByTime(3_599_999);
    expect(seal).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(1);
    expect(seal).toHaveBeenCalledTimes(1);
    seal.mockImplementationOnce(() => {
      throw new Error('the disk is full');
    });
    vi.advanceTimersByTime(3_600_000);
    expect(told).toEqual([expect.stringContaining('the disk is full')]);
    vi.advanceTimersByTime(3_600_000);
    expect(seal).toHaveBeenCalledTimes(3);
    end();
    vi.advanceTimersByTime(36_000_000);
    expect(seal).toHaveBeenCalledTimes(3);
  });
});
