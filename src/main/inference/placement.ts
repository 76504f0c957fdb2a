import type { Device, DeviceWish } from '../../shared/domain.ts';
import { PitchlineError, toErrorReport } from '../../shared/errors.ts';
import type { DeviceProbe } from './devices.ts';
import type { EngineModel, EngineOptions, ParityReport } from './types.ts';

export interface Placement {
  readonly device: Device;
  /** Why no better one: only what a person might want to mend. */
  readonly warnings: readonly string[];
}

export interface Placer {
  /** @throws PitchlineError DEVICE_NOT_AVAILABLE for a device that was asked for by name */
  place(model: EngineModel, wish: DeviceWish): Promise<Placement>;
  /** Takes a device from `auto` for this model, because it failed while judging. */
  dropOut(model: EngineModel, device: Device, reason: string): void;
}

export interface PlacerOptions {
  readonly probes: () => Promise<readonly DeviceProbe[]>;
  readonly parity: (model: EngineModel, device: Device) => Promise<ParityReport>;
  readonly log: EngineOptions['log'];
}

/**
 * Chooses where a model runs. `auto` takes the first device that is there and has agreed with the
 * CPU about this model, and waits for that proof: a batch must not change its device midway.
 */
export function createPlacer(options: PlacerOptions): Placer {
  /** Why a device is not for a model, null when it has proved itself. */
  const gates = new Map<string, Promise<string | null>>();
  const key = (model: EngineModel, device: Device): string => `${model.sha256} ${device}`;

  async function gate(model: EngineModel, device: Device): Promise<string | null> {
    try {
      return objection(await options.parity(model, device));
    } catch (error) {
      return toErrorReport(error).message;
    }
  }

  async function pass(model: EngineModel, device: Device): Promise<string | null> {
    const known = gates.get(key(model, device));
    if (known !== undefined) return known;
    const verdict = gate(model, device);
    gates.set(key(model, device), verdict);
    const reason = await verdict;
    if (reason === null) options.log('info', `${device} agrees with the CPU and is used.`);
    else options.log('warn', `${device} is not used for ${model.sha256.slice(0, 12)}: ${reason}`);
    return reason;
  }

  async function auto(model: EngineModel): Promise<Placement> {
    const warnings: string[] = [];
    for (const probe of await options.probes()) {
      if (probe.device === 'cpu') continue;
      const reason = probe.available ? await pass(model, probe.device) : probe.reason;
      if (reason === null) return { device: probe.device, warnings };
      if (probe.available || probe.expected) warnings.push(`${probe.device} not used: ${reason}`);
    }
    return { device: 'cpu', warnings };
  }

  return {
    place: async (model, wish) => {
      if (wish === 'auto') return auto(model);
      if (wish === 'cpu') return { device: 'cpu', warnings: [] };
      const probe = (await options.probes()).find((candidate) => candidate.device === wish);
      if (probe?.available === true) return { device: wish, warnings: [] };
      throw new PitchlineError(
        'DEVICE_NOT_AVAILABLE',
        `${wish} cannot be used here: ${probe?.reason ?? 'it is not known'} Choose another device, or auto.`,
      );
    },
    dropOut: (model, device, reason) => {
      gates.set(key(model, device), Promise.resolve(reason));
      options.log(
        'warn',
        `${device} is no longer used for ${model.sha256.slice(0, 12)}: ${reason}`,
      );
    },
  };
}

/** Why this report keeps `auto` from the device; null when it does not. */
function objection(report: ParityReport): string | null {
  if (report.detections === 0) {
    return 'the model found nothing on the test pictures, so there is no proof that it agrees with the CPU.';
  }
  if (!report.passed) {
    return `its results differ from the CPU's: ${report.matched} of ${report.detections} detections agree, boxes by up to ${report.maxBoxDifferencePx.toFixed(1)} px, scores by up to ${report.maxScoreDifference.toFixed(3)}.`;
  }
  if (report.deviceMs > report.cpuMs) {
    return `it is slower here than the CPU (${report.deviceMs.toFixed(0)} ms against ${report.cpuMs.toFixed(0)} ms a picture).`;
  }
  return null;
}
