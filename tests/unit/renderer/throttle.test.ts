import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createThrottle } from '../../../src/renderer/api/throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs at once, then once a time, and always after the last wish', () => {
  const run = vi.fn();
  const ask = createThrottle(run, 500);
  ask();
  expect(run).toHaveBeenCalledTimes(1);
  for (let wish = 0; wish < 100; wish++) ask();
  vi.advanceTimersByTime(499);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(run).toHaveBeenCalledTimes(2);
  ask();
  expect(run).toHaveBeenCalledTimes(3);
});
