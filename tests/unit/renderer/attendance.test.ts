import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** The module as a page loads it, where it can be touched. */
async function page(): Promise<{
  readonly withAttendance: (init?: RequestInit) => RequestInit;
  readonly touch: () => void;
}> {
  const target = new EventTarget();
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.resetModules();
  const { withAttendance } = await import('../../../src/renderer/api/attendance.ts');
  return { withAttendance, touch: () => target.dispatchEvent(new Event('pointerdown')) };
}

const isBackground = (init: RequestInit): boolean =>
  new Headers(init.headers).has('pitchline-background');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what the page asks by itself', () => {
  it('says so, and keeps nobody signed in, once nobody has touched the page for a while', async () => {
    const { withAttendance, touch } = await page();
    expect(isBackground(withAttendance())).toBe(false);
    vi.advanceTimersByTime(31_000);
    expect(isBackground(withAttendance())).toBe(true);
    touch();
    expect(isBackground(withAttendance())).toBe(false);
  });

  it('keeps the headers that it has', async () => {
    const { withAttendance } = await page();
    vi.advanceTimersByTime(31_000);
    const init = withAttendance({ method: 'PUT', headers: { 'content-type': 'a/b' } });
    expect(init.method).toBe('PUT');
    expect(new Headers(init.headers).get('content-type')).toBe('a/b');
  });
});
