import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FolderReport } from '../../../src/main/watch/folder-report.ts';
import type { StationEvent } from '../../../src/shared/events.ts';
import { FolderSettingsSchema } from '../../../src/shared/folders.ts';

const settings = FolderSettingsSchema.parse({ path: '/line/camera 1', behindSeconds: 60 });

describe('a folder whose files wait', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function report() {
    const events: StationEvent[] = [];
    const folder = { id: 'f', settings, readPart: null };
    const made = new FolderReport(folder, {
      publish: (event) => events.push(event),
      log: () => undefined,
    });
    const queue = (waiting: number, oldestMs: number | null): readonly StationEvent[] => {
      events.length = 0;
      made.queue({ waiting, more: false, oldestMs, inWork: 0 } as never);
      return [...events];
    };
    return { queue };
  }

  it('is an alarm when its oldest file has waited for too long, once, until it has caught up', () => {
    const { queue } = report();
    expect(queue(3, 60_000).map(({ kind }) => kind)).toEqual(['queue.changed']);
    vi.advanceTimersByTime(1000);
    expect(queue(500, 60_001)).toMatchObject([
      {
        kind: 'alarm.raised',
        alarm: 'folder-behind:f',
        severity: 'warning',
        message: expect.stringContaining('/line/camera 1 has fallen behind'),
      },
      { kind: 'queue.changed', waiting: 500, oldestMs: 60_001 },
    ]);
    vi.advanceTimersByTime(1000);
    expect(queue(900, 99_000).map(({ kind }) => kind)).toEqual(['queue.changed']);
    vi.advanceTimersByTime(1000);
    expect(queue(2, 5)).toMatchObject([
      { kind: 'alarm.cleared', alarm: 'folder-behind:f' },
      { kind: 'queue.changed', waiting: 2 },
    ]);
  });

  it('tells how many wait once a second, and once that none does', () => {
    const { queue } = report();
    expect(queue(3, 10)).toHaveLength(1);
    vi.advanceTimersByTime(999);
    expect(queue(4, 10)).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(queue(0, null)).toMatchObject([{ kind: 'queue.changed', waiting: 0, oldestMs: null }]);
    vi.advanceTimersByTime(1000);
    expect(queue(0, null)).toEqual([]);
  });
});
