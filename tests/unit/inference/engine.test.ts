import { afterEach, describe, expect, it } from 'vitest';
import { createInferenceEngine } from '../../../src/main/inference/engine.ts';
import { DEFAULT_TUNING } from '../../../src/main/inference/tuning.ts';
import type { InferenceEngine } from '../../../src/main/inference/types.ts';
import { fakeProcesses, job, judged, model, options, type Reaction } from './fake-process.ts';

let engine: InferenceEngine | undefined;

afterEach(async () => {
  await engine?.close();
  engine = undefined;
});

describe('the engine, while all goes well', () => {
  it('answers every job and keeps to its window', async () => {
    const processes = fakeProcesses(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return judged(request);
    });
    engine = createInferenceEngine(options(), processes.fork);
    const names = Array.from({ length: 30 }, (_, index) => `picture ${index}`);
    const results = await Promise.all(names.map((name) => engine!.judge(job(name))));
    expect(results.map(({ sha256 }) => sha256)).toEqual(names);
    expect(processes.starts()).toBe(1);
    expect(processes.mostHeld()).toBe(DEFAULT_TUNING.window);
  });

  it('refuses with INFERENCE_BUSY what does not fit into the queue, and the rest goes on', async () => {
    const processes = fakeProcesses((request) => judged(request));
    engine = createInferenceEngine(options({ queueLimit: 4 }), processes.fork);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => engine!.judge(job(`${index}`))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 4 }, () => 'fulfilled'),
      'rejected',
      'rejected',
    ]);
    expect(outcomes[5]).toMatchObject({ reason: { code: 'INFERENCE_BUSY' } });
  });

  it('passes a failure of one picture on and keeps the process', async () => {
    const processes = fakeProcesses(
      (request): Reaction =>
        request.kind === 'judge' && request.job.picturePath === 'bad'
          ? { error: { code: 'PICTURE_CORRUPT', message: 'It is damaged.' } }
          : judged(request),
    );
    engine = createInferenceEngine(options(), processes.fork);
    const [bad, good] = await Promise.allSettled([
      engine.judge(job('bad')),
      engine.judge(job('good')),
    ]);
    expect(bad).toMatchObject({ reason: { code: 'PICTURE_CORRUPT', message: 'It is damaged.' } });
    expect(good.status).toBe('fulfilled');
    expect(processes.starts()).toBe(1);
  });
});

describe('cancelling', () => {
  it('takes a waiting job from the queue before the process sees it', async () => {
    const processes = fakeProcesses(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return judged(request);
    });
    engine = createInferenceEngine(options({ window: 1 }), processes.fork);
    const controller = new AbortController();
    const first = engine.judge(job('first'));
    const second = engine.judge(job('second'), controller.signal);
    const refusal = expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await refusal;
    await first;
    await engine.judge(job('third'));
    expect(processes.requests).toHaveLength(2);
  });

  it('drops the result of a running job and tells the process', async () => {
    const processes = fakeProcesses(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return judged(request);
    });
    engine = createInferenceEngine(options({ window: 1 }), processes.fork);
    const controller = new AbortController();
    const running = engine.judge(job('running'), controller.signal);
    const refusal = expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    await refusal;
    expect(processes.cancelled).toEqual([1]);
    // Its place is free again once the process is done with it.
    await expect(engine.judge(job('next'))).resolves.toMatchObject({ sha256: 'next' });
  });

  it('refuses at once what was cancelled before it began', async () => {
    const processes = fakeProcesses((request) => judged(request));
    engine = createInferenceEngine(options(), processes.fork);
    await expect(engine.judge(job('late'), AbortSignal.abort())).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(processes.requests).toHaveLength(0);
  });
});

describe('closing', () => {
  it('ends the process and cancels what waits', async () => {
    const processes = fakeProcesses(() => 'silence');
    engine = createInferenceEngine(options(), processes.fork);
    const jobs = Promise.allSettled([1, 2, 3, 4, 5].map((n) => engine!.judge(job(`${n}`))));
    await new Promise((resolve) => setTimeout(resolve, 10));
    await engine.close();
    for (const outcome of await jobs)
      expect(outcome).toMatchObject({ reason: { code: 'CANCELLED' } });
    expect(processes.alive()).toBe(0);
    await expect(engine.judge(job('after'))).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('throw-away processes', () => {
  it('examines in one of its own, which is gone afterwards', async () => {
    const processes = fakeProcesses((request) =>
      request.kind === 'examine' ? { answer: model('a').spec } : judged(request),
    );
    engine = createInferenceEngine(options(), processes.fork);
    await expect(engine.examine('/m.onnx', {})).resolves.toEqual(model('a').spec);
    expect(processes.alive()).toBe(0);
  });

  it('says that a model is at fault when its examination ends the process', async () => {
    const processes = fakeProcesses(() => ({
      exit: { signal: 'SIGSEGV', stderr: 'first\n\u001b[1;31mstack smashing\u001b[m\n' },
    }));
    engine = createInferenceEngine(options(), processes.fork);
    await expect(engine.examine('/m.onnx', {})).rejects.toMatchObject({
      code: 'MODEL_LOAD_FAILED',
      message: expect.stringMatching(/SIGSEGV: stack smashing/),
    });
  });
});
