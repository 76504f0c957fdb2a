import { describe, expect, it } from 'vitest';
import { createJobQueue, type Job } from '../../../src/renderer/features/inspect/job-queue.ts';

interface TestJob extends Job {
  readonly end: () => void;
}

function record(): { readonly log: string[]; readonly job: (key: string) => TestJob } {
  const log: string[] = [];
  return {
    log,
    job: (key) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      return {
        key,
        run: (signal) => {
          log.push(`${key} starts`);
          signal.addEventListener('abort', () => log.push(`${key} is broken off`));
          return promise;
        },
        onCancel: () => log.push(`${key} is cancelled`),
        end: resolve,
      };
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the queue', () => {
  it('runs so many at a time, in order', async () => {
    const { log, job } = record();
    const queue = createJobQueue(2);
    const jobs = ['a', 'b', 'c'].map(job);
    for (const one of jobs) queue.add(one, false);
    expect(log).toEqual(['a starts', 'b starts']);
    jobs[1]?.end();
    await settle();
    expect(log).toEqual(['a starts', 'b starts', 'c starts']);
  });

  it('starts an urgent one at once, and only once', () => {
    const { log, job } = record();
    const queue = createJobQueue(1);
    queue.add(job('a'), false);
    queue.add(job('b'), false);
    queue.add(job('b'), true);
    queue.add(job('b'), true);
    queue.add(job('b'), false);
    expect(log).toEqual(['a starts', 'b starts']);
  });

  it('cancels what runs and what waits, and takes both again afterwards', async () => {
    const { log, job } = record();
    const queue = createJobQueue(1);
    const first = job('a');
    queue.add(first, false);
    queue.add(job('b'), false);
    queue.cancelAll();
    expect(log).toEqual(['a starts', 'a is broken off', 'b is cancelled', 'a is cancelled']);
    log.length = 0;
    queue.add(job('a'), false);
    // The end of the broken-off run must not end the new one.
    first.end();
    await settle();
    queue.add(job('a'), false);
    expect(log).toEqual(['a starts']);
  });
});
