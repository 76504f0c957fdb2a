import { describe, expect, it } from 'vitest';
import { AgeTrust } from '../../../src/main/evidence/age-trust.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('ages of pictures', () => {
  it('are believed while the clock runs, also over changes of an hour and back to the past', () => {
    let monotonic = 0;
    const trust = new AgeTrust(0, () => monotonic);
    const run = (passed: number, wall: number): boolean => {
      monotonic += passed;
      return trust.isTrusted(wall);
    };
    expect(run(HOUR, HOUR)).toBe(true);
    expect(run(HOUR, 3 * HOUR)).toBe(true);
    expect(run(HOUR, -1000 * DAY)).toBe(true);
  });

  it('are not believed for a day after the clock has jumped forward', () => {
    let monotonic = 0;
    const trust = new AgeTrust(0, () => monotonic);
    const jump = 400 * DAY;
    const believed: boolean[] = [];
    for (let hour = 1; hour <= 26; hour += 1) {
      monotonic = hour * HOUR;
      believed.push(trust.isTrusted(monotonic + jump));
    }
    expect(believed.indexOf(true)).toBe(24);
    expect(believed.slice(24)).toEqual([true, true]);
  });
});
