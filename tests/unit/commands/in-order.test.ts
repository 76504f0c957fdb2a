import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src/main/commands/in-order.ts';

describe('inOrder', () => {
  it('yields in the order of the list, whatever ends first', async () => {
    const slowFirst = inOrder([30, 1, 15, 2], 4, async (delay) => {
      await wait(delay);
      return delay;
    });
    expect(await Array.fromAsync(slowFirst)).toEqual([30, 1, 15, 2]);
  });

  it('never has more in flight than allowed', async () => {
    let now = 0;
    let most = 0;
    const work = inOrder(Array.from({ length: 20 }), 3, async () => {
      now += 1;
      most = Math.max(most, now);
      await wait(1);
      now -= 1;
    });
    await Array.fromAsync(work);
    expect(most).toBe(3);
  });

  it('starts no more once one was rejected', async () => {
    const started: number[] = [];
    const work = inOrder([0, 1, 2, 3, 4, 5], 2, async (item) => {
      started.push(item);
      if (item === 1) throw new Error('stop');
      return item;
    });
    await expect(Array.fromAsync(work)).rejects.toThrow('stop');
    expect(started).toEqual([0, 1, 2]);
  });
});
