import { describe, expect, it } from 'vitest';
import { countSteps, proveDevice } from '../../../src/main/inference/device-proof.ts';
import { type Machine, probeDevices } from '../../../src/main/inference/devices.ts';
import type { Outcome } from '../../../src/main/inference/one-shot.ts';
import type { Device } from '../../../src/shared/domain.ts';

const LINUX: Machine = { platform: 'linux', arch: 'x64', hasNvidiaDriver: false };

const failed = (message: string, stderr = ''): Outcome<string> => ({
  kind: 'failed',
  error: { code: 'DEVICE_NOT_AVAILABLE', message },
  stderr,
});

async function probed(device: Device, outcome: Outcome<string>, machine: Partial<Machine> = {}) {
  const probes = await probeDevices(
    async (asked) => (asked === device ? outcome : { kind: 'done', answer: asked }),
    { ...LINUX, ...machine },
  );
  return probes.find((probe) => probe.device === device);
}

describe('probing the devices', () => {
  it('starts no process for what the platform cannot have, and says so', async () => {
    const asked: Device[] = [];
    const probes = await probeDevices(async (device) => {
      asked.push(device);
      return { kind: 'done', answer: device };
    }, LINUX);
    expect(asked.toSorted()).toEqual(['cpu', 'cuda', 'webgpu']);
    expect(probes.map(({ device }) => device)).toEqual([
      'cuda',
      'directml',
      'webgpu',
      'coreml',
      'cpu',
    ]);
    expect(probes[1]).toMatchObject({
      available: false,
      expected: false,
      reason: expect.stringMatching(/Windows/),
    });
  });

  it('points NVIDIA cards on Windows to DirectML', async () => {
    const probe = await probed('cuda', failed('never asked'), { platform: 'win32' });
    expect(probe).toMatchObject({ available: false, reason: expect.stringMatching(/DirectML/) });
  });

  // ONNX Runtime 1.30's own words, from machines without the part in question.
  const sharedMissing =
    'Failed to load library /x/libonnxruntime_providers_shared.so with error: /x/libonnxruntime_providers_shared.so: cannot open shared object file: No such file or directory';

  it('tells a missing GPU pack from a missing card', async () => {
    const without = await probed('cuda', failed('CUDA does not start: Failed', sharedMissing));
    expect(without).toMatchObject({
      reason: expect.stringMatching(/No NVIDIA driver/),
      expected: false,
    });
    const withCard = await probed('cuda', failed('CUDA does not start: Failed', sharedMissing), {
      hasNvidiaDriver: true,
    });
    expect(withCard).toMatchObject({
      reason: expect.stringMatching(/GPU pack is not installed/),
      expected: true,
    });
  });

  it('names the library that is missing', async () => {
    const driver = 'libcuda.so.1: cannot open shared object file: No such file or directory';
    expect(await probed('cuda', failed('x', driver))).toMatchObject({
      reason: expect.stringMatching(/libcuda\.so\.1/),
    });
    const cudnn = 'libcudnn.so.9: cannot open shared object file: No such file or directory';
    expect(await probed('cuda', failed('x', cudnn))).toMatchObject({
      reason: expect.stringMatching(/libcudnn\.so\.9/),
    });
  });

  it('says that WebGPU has no adapter', async () => {
    const probe = await probed(
      'webgpu',
      failed(
        'WebGPU does not start: Failed to get a WebGPU adapter: No supported adapters',
        "Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file",
      ),
    );
    expect(probe).toMatchObject({
      reason: expect.stringMatching(/adapter.*libvulkan\.so\.1/),
      expected: false,
    });
  });

  it('survives a probe that aborts or hangs, and finds both worth a warning', async () => {
    const aborted = await probed('cuda', {
      kind: 'exit',
      exit: { code: null, signal: 'SIGABRT', stderr: 'terminate called\n' },
    });
    expect(aborted).toMatchObject({
      available: false,
      expected: true,
      reason: expect.stringMatching(/SIGABRT: terminate called/),
    });
    expect(await probed('webgpu', { kind: 'timeout' })).toMatchObject({
      available: false,
      expected: true,
    });
  });
});

describe('the proof that a device runs a model', () => {
  const steps = (there: number, cpu: number) =>
    countSteps([
      { cat: 'Session' },
      ...Array.from({ length: there }, () => node('CUDAExecutionProvider')),
      ...Array.from({ length: cpu }, () => node('CPUExecutionProvider')),
    ]);
  const node = (provider: string) => ({ cat: 'Node', args: { provider } });

  it('counts the steps of each provider', () => {
    expect(steps(3, 1)).toEqual({ CUDAExecutionProvider: 3, CPUExecutionProvider: 1 });
  });

  it('accepts shapes on the CPU, warns about more, and refuses a device that did nothing', () => {
    expect(proveDevice(steps(90, 10), 'cuda')).toEqual([]);
    expect(proveDevice(steps(10, 90), 'cuda')).toEqual([expect.stringMatching(/10 of the 100/)]);
    expect(() => proveDevice(steps(0, 100), 'cuda')).toThrow(
      expect.objectContaining({ code: 'DEVICE_NOT_AVAILABLE' }),
    );
  });
});
