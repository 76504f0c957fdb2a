import { describe, expect, it } from 'vitest';
import { describeExit, lastLine } from '../../../src/main/inference/child.ts';
import { libraryEnvironment } from '../../../src/main/inference/fork-node.ts';
import { createGate } from '../../../src/main/inference/gate.ts';
import { explainLoadError, isDeviceLost } from '../../../src/main/inference/load-errors.ts';
import { isOutOfMemory } from '../../../src/main/inference/out-of-memory.ts';
import { createStopwatch } from '../../../src/main/inference/stopwatch.ts';
import { countCores, threadsFor } from '../../../src/main/inference/threads.ts';
import { aboutPicture, PitchlineError } from '../../../src/shared/errors.ts';

describe('threads for the machine', () => {
  it('counts cores, not hyperthreads', () => {
    const processor = (socket: number, core: number) =>
      `processor\t: 0\nphysical id\t: ${socket}\ncore id\t\t: ${core}\n`;
    const two = [processor(0, 0), processor(0, 1), processor(0, 0), processor(0, 1)];
    expect(countCores(two.join('\n'))).toBe(2);
    expect(countCores([processor(0, 0), processor(1, 0)].join('\n'))).toBe(2);
    expect(countCores('processor\t: 0\nFeatures\t: neon\n')).toBeNull();
  });

  it('takes the number that was asked for, and at least one', () => {
    expect(threadsFor(3)).toBe(3);
    expect(threadsFor(0)).toBe(1);
    expect(threadsFor(null)).toBeGreaterThanOrEqual(1);
  });
});

describe('a gate', () => {
  it('lets only so many in, in order, also after a failure', async () => {
    const gate = createGate(2);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((number) =>
        gate(async () => {
          order.push(number);
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside -= 1;
          if (number === 1) throw new Error('one fails');
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
});

describe('how a process ended', () => {
  it('is said in words, with its last line', () => {
    expect(describeExit({ code: 3, signal: null, stderr: '' })).toBe('ended with status 3');
    expect(describeExit({ code: null, signal: 'SIGKILL', stderr: '' })).toMatch(/memory/);
    expect(lastLine('a\n\u001b[1;31mb\u001b[m\n\n')).toBe('b');
  });
});

describe('the library path', () => {
  it('goes before what is there, by the name of the platform', () => {
    const env = { LD_LIBRARY_PATH: '/b' };
    expect(libraryEnvironment(env, 'linux', ['/a'])).toEqual({ LD_LIBRARY_PATH: '/a:/b' });
    expect(libraryEnvironment({}, 'darwin', ['/a'])).toEqual({ DYLD_LIBRARY_PATH: '/a' });
    expect(libraryEnvironment(env, 'linux', [])).toBe(env);
  });
});

describe("ONNX Runtime's words", () => {
  it.each([
    [
      '[ONNXRuntimeError] : 9 : NOT_IMPLEMENTED : Could not find an implementation for GridSample(16) node',
      'MODEL_UNSUPPORTED',
      /export-mask2former/,
    ],
    [
      'ONNX Runtime only *guarantees* support for models stamped with official released onnx opset versions. Opset 99 is under development',
      'MODEL_UNSUPPORTED',
      /opset 17/,
    ],
    ['Load model from x.onnx failed:Protobuf parsing failed.', 'MODEL_TRUNCATED', /damaged/],
    [
      'Could not find an implementation for Foo(1) NOT_IMPLEMENTED',
      'MODEL_UNSUPPORTED',
      /operator/,
    ],
    [
      'Failed to allocate memory for requested buffer of size 8000000000000',
      'MODEL_LOAD_FAILED',
      /more memory than there is/,
    ],
    ['something new', 'MODEL_LOAD_FAILED', /something new/],
  ])('%s', (text, code, message) => {
    const error = explainLoadError(new Error(text), 'cpu');
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('tell a lost device from a mistake in the model', () => {
    expect(isDeviceLost(new Error('CUDA failure 2: out of memory'), 'cuda')).toBe(true);
    expect(isDeviceLost(new Error('Got invalid dimensions for input'), 'cuda')).toBe(false);
    expect(isDeviceLost(new Error('CUDA failure 2: out of memory'), 'cpu')).toBe(false);
  });
});

describe('memory that ran out', () => {
  it.each([
    'std::bad_alloc',
    'Failed to allocate memory for requested buffer of size 44236800',
    'Array buffer allocation failed',
    'WebAssembly.Memory(): could not allocate memory',
    'vips_image_write_to_memory: out of memory -- size == 34MB',
    'glib: Error creating thread: Resource temporarily unavailable',
  ])('is known by “%s”, also where it is the cause of something else', (text) => {
    const cause = new Error(text);
    expect(isOutOfMemory(cause)).toBe(true);
    const damaged = new PitchlineError('PICTURE_CORRUPT', 'The file is damaged.', { cause });
    expect(isOutOfMemory(aboutPicture(damaged, 'ab'))).toBe(true);
  });

  it('is not what a damaged file or a model’s mistake is', () => {
    for (const text of ['VipsJpeg: premature end of JPEG image', 'Invalid typed array length: 9e9'])
      expect(isOutOfMemory(new PitchlineError('PICTURE_CORRUPT', text))).toBe(false);
    expect(isOutOfMemory('Out of memory')).toBe(false);
  });
});

describe('the stopwatch', () => {
  it('adds up stages, also one that failed, and their total', async () => {
    const watch = createStopwatch();
    const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    await watch.time('decodeMs', () => wait(10));
    await watch.time('inferenceMs', () => wait(5));
    await watch
      .time('inferenceMs', () => wait(5).then(() => Promise.reject(new Error('x'))))
      .catch(() => undefined);
    const timings = watch.timings();
    expect(timings.decodeMs).toBeGreaterThan(8);
    expect(timings.inferenceMs).toBeGreaterThan(8);
    expect(timings.totalMs).toBeCloseTo(timings.decodeMs + timings.inferenceMs);
  });
});
