import { expect, it } from 'vitest';
import { EventTrust } from '../../../src/main/watch/event-trust.ts';
import { nextLookAfter } from '../../../src/main/watch/look-schedule.ts';

it('nobody knows until a file comes', () => {
  const trust = new EventTrust();
  trust.nextLook();
  expect(trust.comes).toBeNull();
});

it('events come where they name what comes, before a look or after it', () => {
  const trust = new EventTrust();
  trust.heard('a');
  trust.found('a');
  trust.found('b');
  trust.heard('b');
  trust.nextLook();
  expect(trust.comes).toBe(true);
});

it('they do not where looks find what no event named', () => {
  const trust = new EventTrust();
  trust.found('a');
  expect(trust.comes).toBeNull();
  trust.nextLook();
  expect(trust.comes).toBe(false);
});

it('a share gives events of this machine only: the files of others are missed', () => {
  const trust = new EventTrust();
  trust.heard('mine');
  expect(trust.comes).toBe(true);
  trust.found('theirs');
  trust.nextLook();
  expect(trust.comes).toBe(false);
});

it('one miss among many does not count', () => {
  const trust = new EventTrust();
  for (let index = 0; index < 30; index += 1) trust.heard(`${index}`);
  trust.found('first of a new folder');
  trust.nextLook();
  expect(trust.comes).toBe(true);
});

it('looks are rare where events come, and large folders are looked at more rarely', () => {
  const folder = { watching: 'auto', pollSeconds: 2 } as const;
  expect(nextLookAfter(folder, null, 10)).toBe(2_000);
  expect(nextLookAfter(folder, false, 10)).toBe(2_000);
  expect(nextLookAfter(folder, true, 10)).toBe(60_000);
  expect(nextLookAfter(folder, false, 30_000)).toBe(120_000);
  expect(nextLookAfter({ ...folder, watching: 'polling' }, true, 10)).toBe(2_000);
  expect(nextLookAfter({ ...folder, watching: 'events' }, false, 10)).toBe(60_000);
});
