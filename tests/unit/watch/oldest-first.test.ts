import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OldestFirst } from '../../../src/main/watch/oldest-first.ts';
import { facts } from './support.ts';

const file = (time: number, index: number) => ({
  relativePath: `${index}.bmp`,
  facts: facts(time),
  seenAt: 0,
});

function drain(heap: OldestFirst): number[] {
  const times: number[] = [];
  for (let next = heap.pop(); next !== null; next = heap.pop()) {
    times.push(Number(next.facts.mtimeNs));
  }
  return times;
}

it('gives the oldest first, and of too many at least the oldest ones', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { maxLength: 200 }),
      fc.integer({ min: 1, max: 40 }),
      (times, kept) => {
        const heap = new OldestFirst(kept);
        for (const [index, time] of times.entries()) heap.push(file(time, index));
        expect(heap.size).toBeLessThan(2 * kept);
        const forgot = heap.size < times.length;
        expect(heap.overflowed).toBe(forgot);
        const sorted = times.toSorted((a, b) => a - b);
        const given = drain(heap);
        const sure = forgot ? Math.min(kept, given.length) : times.length;
        expect(given.slice(0, sure)).toEqual(sorted.slice(0, sure));
        expect(given).toEqual(given.toSorted((a, b) => a - b));
      },
    ),
  );
});

it('takes nothing younger than what it forgot until the next look', () => {
  const heap = new OldestFirst(2);
  for (const time of [1, 2, 3, 4]) heap.push(file(time, time));
  expect(heap.overflowed).toBe(true);
  heap.push(file(9, 9));
  expect(heap.size).toBe(2);
  heap.forgetOverflow();
  heap.push(file(9, 9));
  expect(drain(heap)).toEqual([1, 2, 9]);
});

it('holds a path once', () => {
  const heap = new OldestFirst(10);
  heap.push(file(1, 1));
  heap.push(file(5, 1));
  expect(heap.size).toBe(1);
  expect(heap.has('1.bmp')).toBe(true);
  heap.pop();
  expect(heap.has('1.bmp')).toBe(false);
});
