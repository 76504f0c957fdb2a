import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/shared/wilson.ts';

describe('the interval of a share', () => {
  it('is that of the tables', () => {
    // Brown, Cai and DasGupta (2001) and R's prop.test(correct = FALSE).
    const interval = wilson(81, 263);
    expect(interval?.low).toBeCloseTo(0.2553, 4);
    expect(interval?.high).toBeCloseTo(0.3662, 4);
    expect(wilson(15, 148)?.low).toBeCloseTo(0.0624, 4);
    expect(wilson(15, 148)?.high).toBeCloseTo(0.1605, 4);
  });

  it('stays between nothing and all, also of one part', () => {
    expect(wilson(1, 1)?.low).toBeCloseTo(0.2065, 4);
    expect(wilson(1, 1)?.high).toBe(1);
    expect(wilson(0, 20)?.low).toBe(0);
    expect(wilson(0, 20)?.high).toBeCloseTo(0.1611, 4);
  });

  it('is nothing of no parts', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});
