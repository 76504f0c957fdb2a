import { expect, it } from 'vitest';
import { Closing } from '../../../src/main/closing.ts';

it('ends what was begun in the opposite order, each after the one before it, and once', async () => {
  const closing = new Closing();
  const ended: string[] = [];
  closing.defer(() => {
    ended.push('lock');
  });
  closing.defer(async () => {
    await Promise.resolve();
    ended.push('log');
  });
  await closing.close();
  await closing.close();
  expect(ended).toEqual(['log', 'lock']);
});

it('ends the rest where one does not end, and says so', async () => {
  const closing = new Closing();
  const ended: string[] = [];
  closing.defer(() => {
    ended.push('lock');
  });
  closing.defer(() => Promise.reject(new Error('the log does not close')));
  closing.defer(() => {
    throw new Error('the engine does not stop');
  });
  await expect(closing.close()).rejects.toThrow('the engine does not stop');
  expect(ended).toEqual(['lock']);
});
