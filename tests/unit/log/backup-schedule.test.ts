import { expect, it } from 'vitest';
import { lastDue } from '../../../src/main/log/backup/schedule.ts';

const local = (text: string): Date => new Date(text);

it.each([
  ['2026-11-24T03:00:00', '02:00', '2026-11-24T02:00:00'],
  ['2026-11-24T02:00:00', '02:00', '2026-11-24T02:00:00'],
  ['2026-11-24T01:59:59', '02:00', '2026-11-23T02:00:00'],
  ['2026-03-01T00:10:00', '23:45', '2026-02-28T23:45:00'],
])('at %s a backup at %s was last due at %s', (now, time, due) => {
  expect(lastDue(local(now), time)).toEqual(local(due));
});
