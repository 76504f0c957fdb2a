import { afterEach, describe, expect, it } from 'vitest';
import { createInferenceEngine } from '../../src/main/inference/engine.ts';
import type { Request } from '../../src/main/inference/messages.ts';
import type { InferenceEngine } from '../../src/main/inference/types.ts';
import {
  fakeProcesses,
  job,
  judged,
  model,
  options,
  type Reaction,
} from '../unit/inference/fake-process.ts';

let engine: InferenceEngine | undefined;

afterEach(async () => {
  await engine?.close();
  engine = undefined;
});

const picture = (request: Request): string =>
  request.kind === 'judge' ? request.job.picturePath : '';

/** The process dies whenever it is given this picture. */
const deadlyFor =
  (name: string, exit = { signal: 'SIGSEGV' }) =>
  (request: Request): Reaction =>
    picture(request) === name ? { exit } : judged(request);

async function judgeAll(names: readonly string[]) {
  return Promise.allSettled(names.map((name) => engine!.judge(job(name))));
}

describe('the inference process dies', () => {
  it('once, and every picture of the batch still gets its result', async () => {
    let died = false;
    const processes = fakeProcesses((request) => {
      if (picture(request) !== 'p3' || died) return judged(request);
      died = true;
      return { exit: { signal: 'SIGKILL' } };
    });
    engine = createInferenceEngine(options(), processes.fork);
    const outcomes = await judgeAll(Array.from({ length: 8 }, (_, index) => `p${index}`));
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(processes.starts()).toBe(2);
  });

  it('again and again by one picture: only that one fails, after two tries', async () => {
    const processes = fakeProcesses(deadlyFor('p3'));
    engine = createInferenceEngine(options(), processes.fork);
    const outcomes = await judgeAll(Array.from({ length: 8 }, (_, index) => `p${index}`));
    const failed = outcomes.flatMap((outcome, index) =>
      outcome.status === 'rejected' ? [{ index, code: outcome.reason.code }] : [],
    );
    expect(failed).toEqual([{ index: 3, code: 'INFERENCE_CRASHED' }]);
    expect(processes.requests.filter((request) => picture(request) === 'p3')).toHaveLength(2);
  });

  it('by a model: it is quarantined, says why, and other models go on', async () => {
    const bad = model('b');
    const processes = fakeProcesses((request) =>
      request.kind === 'judge' && request.job.model.sha256 === bad.sha256
        ? { exit: { code: 134, stderr: 'terminate called after std::bad_alloc' } }
        : judged(request),
    );
    engine = createInferenceEngine(options({ quarantineAfter: 4 }), processes.fork);
    const codes: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      await engine.judge(job(`${index}`, { model: bad })).catch((error) => codes.push(error.code));
    }
    expect(codes).toEqual(['INFERENCE_CRASHED', 'MODEL_QUARANTINED', 'MODEL_QUARANTINED']);
    const starts = processes.starts();
    await expect(engine.judge(job('x', { model: bad }))).rejects.toMatchObject({
      code: 'MODEL_QUARANTINED',
      message: expect.stringContaining('std::bad_alloc'),
    });
    expect(processes.starts()).toBe(starts);
    await expect(engine.judge(job('good'))).resolves.toMatchObject({ sha256: 'good' });
  });

  it('by a model that is released afterwards: it gets another chance', async () => {
    let broken = true;
    const processes = fakeProcesses((request) =>
      broken ? { exit: { signal: 'SIGABRT' } } : judged(request),
    );
    engine = createInferenceEngine(options({ quarantineAfter: 2 }), processes.fork);
    await expect(engine.judge(job('1'))).rejects.toMatchObject({ code: 'MODEL_QUARANTINED' });
    broken = false;
    await expect(engine.judge(job('2'))).rejects.toMatchObject({ code: 'MODEL_QUARANTINED' });
    engine.release(model('a').sha256);
    await expect(engine.judge(job('3'))).resolves.toMatchObject({ sha256: '3' });
  });

  it('and cannot be started at all: what waits is given up, a later job tries again', async () => {
    const processes = fakeProcesses(() => 'silence');
    let startable = false;
    const good = fakeProcesses((request) => judged(request));
    engine = createInferenceEngine(options({ giveUpAfter: 3 }), (entry) => {
      if (startable) return good.fork(entry);
      const child = processes.fork(entry);
      child.kill();
      return child;
    });
    await expect(engine.judge(job('1'))).rejects.toMatchObject({
      code: 'INFERENCE_DOWN',
      message: expect.stringContaining('3 times in a row'),
    });
    startable = true;
    await expect(engine.judge(job('2'))).resolves.toMatchObject({ sha256: '2' });
  });

  it('while a cancelled job runs: nobody tries that one again', async () => {
    const processes = fakeProcesses(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return picture(request) === 'cancelled' ? { exit: { signal: 'SIGSEGV' } } : judged(request);
    });
    engine = createInferenceEngine(options(), processes.fork);
    const controller = new AbortController();
    const cancelled = engine.judge(job('cancelled'), controller.signal);
    const refusal = expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await refusal;
    await engine.judge(job('other'));
    expect(processes.requests.filter((r) => picture(r) === 'cancelled')).toHaveLength(1);
  });
});

describe('a process that dies as soon as it is started', () => {
  it('is started again ever later, up to a longest delay', async () => {
    const starts: number[] = [];
    const processes = fakeProcesses(() => 'silence');
    const tuning = { giveUpAfter: 8, backoffMs: 20, maxBackoffMs: 90 };
    engine = createInferenceEngine(options(tuning), (entry) => {
      starts.push(performance.now());
      const child = processes.fork(entry);
      child.kill();
      return child;
    });
    await expect(engine.judge(job('1'))).rejects.toMatchObject({ code: 'INFERENCE_DOWN' });
    const delays = starts.slice(1).map((at, index) => at - starts[index]!);
    expect(delays).toHaveLength(7);
    // A timer may be a millisecond early, and late by whatever the machine is busy with.
    for (const [index, least] of [20, 40, 80, 90, 90, 90, 90].entries())
      expect(delays[index]).toBeGreaterThan(least - 2);
    expect(delays[6]).toBeLessThan(20 * 2 ** 6);
  });
});

describe('the inference process hangs', () => {
  it('is ended, and the job is tried once more', async () => {
    let hung = false;
    const processes = fakeProcesses((request) => {
      if (picture(request) !== 'p1' || hung) return judged(request);
      hung = true;
      return 'silence';
    });
    engine = createInferenceEngine(options({ silenceMs: 60, loadSilenceMs: 60 }), processes.fork);
    const outcomes = await judgeAll(['p0', 'p1', 'p2', 'p3']);
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(processes.starts()).toBe(2);
  });

  it('twice by one picture: INFERENCE_TIMEOUT, and the others have their results', async () => {
    const processes = fakeProcesses((request) =>
      picture(request) === 'p1' ? 'silence' : judged(request),
    );
    engine = createInferenceEngine(options({ silenceMs: 60, loadSilenceMs: 60 }), processes.fork);
    const outcomes = await judgeAll(['p0', 'p1', 'p2']);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'INFERENCE_TIMEOUT' } });
  });
});
