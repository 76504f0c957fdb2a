import { describe, expect, it, vi } from 'vitest';
import type { DeviceProbe } from '../../../src/main/inference/devices.ts';
import { createPlacer } from '../../../src/main/inference/placement.ts';
import type { ParityReport } from '../../../src/main/inference/types.ts';
import type { Device } from '../../../src/shared/domain.ts';
import { model } from './fake-process.ts';

const GOOD: ParityReport = {
  device: 'cuda',
  pictures: 3,
  detections: 20,
  matched: 20,
  maxBoxDifferencePx: 0.1,
  maxScoreDifference: 0.001,
  minMaskIou: null,
  cpuMs: 80,
  deviceMs: 5,
  passed: true,
};

function placer(
  available: readonly Device[],
  parity: (device: Device) => Promise<ParityReport> | ParityReport,
  expected = false,
) {
  const probes: DeviceProbe[] = (['cuda', 'webgpu', 'cpu'] as const).map((device) => ({
    device,
    available: device === 'cpu' || available.includes(device),
    reason: `reason of ${device}`,
    expected,
  }));
  const gate = vi.fn(async (_: unknown, device: Device) => parity(device));
  return {
    gate,
    ...createPlacer({ probes: async () => probes, parity: gate, log: () => undefined }),
  };
}

describe('where a model runs', () => {
  it('auto takes the best device that agrees with the CPU, and asks once', async () => {
    const { place, gate } = placer(['cuda', 'webgpu'], () => GOOD);
    expect(await place(model('a'), 'auto')).toEqual({ device: 'cuda', warnings: [] });
    expect(await place(model('a'), 'auto')).toEqual({ device: 'cuda', warnings: [] });
    expect(gate).toHaveBeenCalledTimes(1);
    await place(model('b'), 'auto');
    expect(gate).toHaveBeenCalledTimes(2);
  });

  it.each<[string, Partial<ParityReport>, RegExp]>([
    ['differs', { passed: false, matched: 12 }, /12 of 20 detections agree/],
    ['is slower', { deviceMs: 300 }, /slower.*300 ms against 80 ms/],
    ['was not proved', { passed: false, detections: 0 }, /no proof/],
  ])('auto leaves a device that %s and says why', async (_, change, reason) => {
    const { place } = placer(['cuda'], () => ({ ...GOOD, ...change }));
    const placement = await place(model('a'), 'auto');
    expect(placement.device).toBe('cpu');
    expect(placement.warnings).toEqual([expect.stringMatching(reason)]);
  });

  it('auto goes on to the next device when a gate fails to run', async () => {
    const { place } = placer(['cuda', 'webgpu'], (device) => {
      if (device === 'cuda') throw new Error('out of memory');
      return GOOD;
    });
    expect(await place(model('a'), 'auto')).toEqual({
      device: 'webgpu',
      warnings: [expect.stringContaining('out of memory')],
    });
  });

  it('auto is silent about what the machine plainly lacks, not about what it should have', async () => {
    expect((await placer([], () => GOOD).place(model('a'), 'auto')).warnings).toEqual([]);
    expect((await placer([], () => GOOD, true).place(model('a'), 'auto')).warnings).toEqual([
      'cuda not used: reason of cuda',
      'webgpu not used: reason of webgpu',
    ]);
  });

  it('a device by name is used as it is, or refused with its reason: never another one', async () => {
    const { place, gate } = placer(['webgpu'], () => GOOD);
    expect(await place(model('a'), 'webgpu')).toEqual({ device: 'webgpu', warnings: [] });
    expect(await place(model('a'), 'cpu')).toEqual({ device: 'cpu', warnings: [] });
    await expect(place(model('a'), 'cuda')).rejects.toMatchObject({
      code: 'DEVICE_NOT_AVAILABLE',
      message: expect.stringContaining('reason of cuda'),
    });
    expect(gate).not.toHaveBeenCalled();
  });

  it('a device that failed while judging is dropped for that model alone', async () => {
    const { place, dropOut } = placer(['cuda'], () => GOOD);
    dropOut(model('a'), 'cuda', 'it died');
    expect((await place(model('a'), 'auto')).device).toBe('cpu');
    expect((await place(model('b'), 'auto')).device).toBe('cuda');
  });
});
