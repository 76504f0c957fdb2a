import { describe, expect, it } from 'vitest';
import { FreeSpaceWatch, type RoomLevel } from '../../../src/main/evidence/free-space.ts';

const LIMITS = { warnBytes: 1000, stopBytes: 100 };

function watch(free: () => number | Error) {
  const levels: RoomLevel[] = [];
  const space = new FreeSpaceWatch({
    folder: '/data',
    limits: () => LIMITS,
    onChange: ({ level }) => levels.push(level),
    measure: async () => {
      const value = free();
      if (value instanceof Error) throw value;
      return value;
    },
  });
  return { space, levels };
}

describe('the free space of the data folder', () => {
  it('warns, then stops taking pictures, and goes on when there is room again', async () => {
    let free = 5000;
    const { space, levels } = watch(() => free);
    const takes: boolean[] = [];
    for (free of [5000, 999, 99, 101, 106, 1010, 1100]) {
      await space.check();
      takes.push(space.mayTake());
    }
    expect(levels).toEqual(['enough', 'low', 'stopped', 'low', 'enough']);
    expect(takes).toEqual([true, true, false, false, true, true, true]);
  });

  it('refuses a picture in words that say what to do', async () => {
    const { space } = watch(() => 5);
    expect(() => space.requireRoom()).not.toThrow();
    await space.check();
    expect(() => space.requireRoom()).toThrow(
      expect.objectContaining({ code: 'DISK_LOW', message: expect.stringContaining('log prune') }),
    );
  });

  it('that the system does not tell is no reason to stop', async () => {
    const { space, levels } = watch(() => new Error('gone'));
    await space.check();
    expect(space.room()).toEqual({ level: 'unknown', freeBytes: null });
    expect(space.mayTake()).toBe(true);
    expect(levels).toEqual([]);
  });

  it('is measured on the real disk', async () => {
    const space = new FreeSpaceWatch({
      folder: import.meta.dirname,
      limits: () => ({ warnBytes: 1, stopBytes: 0 }),
      onChange: () => undefined,
    });
    await space.start();
    space.stop();
    expect(space.room().freeBytes).toBeGreaterThan(0);
  });
});
