import { expect, it } from 'vitest';
import { uuidv7 } from '../../../src/main/log/uuid.ts';

it('makes ids of version 7 that sort by their time', () => {
  const id = uuidv7(new Date('2026-11-24T10:00:00.000Z'));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  expect(new Date(time).toISOString()).toBe('2026-11-24T10:00:00.000Z');
  expect(uuidv7(new Date('2026-11-24T10:00:00.001Z')) > id).toBe(true);
});

it('makes none twice', () => {
  const at = new Date();
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7(at))).size).toBe(1000);
});
