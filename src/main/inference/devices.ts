import { existsSync } from 'node:fs';
import type { Device } from '../../shared/domain.ts';
import { describeExit, lastLine } from './child.ts';
import type { Outcome } from './one-shot.ts';
import type { DeviceStatus } from './types.ts';

/** A probe's finding, in the order of preference of `auto`. */
export interface DeviceProbe extends DeviceStatus {
  /** The machine looks as if the device should work: its absence is worth a warning. */
  readonly expected: boolean;
}

/** What the probes need to know of the machine; given, so that tests can be elsewhere. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly hasNvidiaDriver: boolean;
}

export type ProbeDevice = (device: Device) => Promise<Outcome<string>>;

/** Best first. ONNX Runtime's npm package has CUDA on Linux x64 only, and WebGPU everywhere. */
const PREFERENCE: readonly Device[] = ['cuda', 'directml', 'webgpu', 'coreml', 'cpu'];

/** Tries every device in a throw-away process; never throws, every absence has its reason. */
export function probeDevices(
  probe: ProbeDevice,
  machine: Machine = thisMachine(),
): Promise<readonly DeviceProbe[]> {
  return Promise.all(
    PREFERENCE.map(async (device): Promise<DeviceProbe> => {
      const elsewhere = wrongPlatform(device, machine);
      if (elsewhere !== null)
        return { device, available: false, reason: elsewhere, expected: false };
      return judgeOutcome(device, await probe(device), machine);
    }),
  );
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    hasNvidiaDriver: existsSync('/proc/driver/nvidia/version'),
  };
}

function wrongPlatform(device: Device, { platform, arch }: Machine): string | null {
  if (device === 'cuda' && platform === 'win32') {
    return 'ONNX Runtime for Node has no CUDA on Windows; an NVIDIA card is used through DirectML there.';
  }
  if (device === 'cuda' && (platform !== 'linux' || arch !== 'x64')) {
    return `CUDA is for Linux on x64; this is ${platform} on ${arch}.`;
  }
  if (device === 'directml' && platform !== 'win32') return 'DirectML is a part of Windows.';
  if (device === 'coreml' && platform !== 'darwin') return 'CoreML is a part of macOS.';
  return null;
}

function judgeOutcome(device: Device, outcome: Outcome<string>, machine: Machine): DeviceProbe {
  const nvidia = device === 'cuda' && machine.hasNvidiaDriver;
  switch (outcome.kind) {
    case 'done':
      return { device, available: true, reason: outcome.answer, expected: true };
    case 'failed': {
      const text = `${outcome.error.message}\n${outcome.stderr}`;
      const known = explain(device, text, machine);
      return {
        device,
        available: false,
        reason: known ?? outcome.error.message,
        expected: nvidia || known === null,
      };
    }
    case 'exit':
      return {
        device,
        available: false,
        reason: `The probe's process ${describeExit(outcome.exit)}.`,
        expected: true,
      };
    case 'timeout':
      return {
        device,
        available: false,
        reason: 'The probe gave no answer in time; the driver hangs.',
        expected: true,
      };
  }
}

/** ONNX Runtime's message as a sentence, where it is one of the usual absences. */
function explain(device: Device, text: string, machine: Machine): string | null {
  if (device === 'cuda' && /providers_(?:shared|cuda)\.so: cannot open/u.test(text)) {
    return machine.hasNvidiaDriver
      ? 'There is an NVIDIA driver, but the GPU pack is not installed.'
      : 'No NVIDIA driver is loaded, and the GPU pack is not installed.';
  }
  const missing = /(lib[\w.-]+\.so[\w.]*): cannot open shared object/u.exec(text)?.[1];
  if (device === 'cuda' && missing === 'libcuda.so.1')
    return 'No NVIDIA driver is installed (libcuda.so.1 is missing).';
  if (device === 'cuda' && /no CUDA-capable device|cudaErrorNoDevice/u.test(text)) {
    return 'The NVIDIA driver finds no card.';
  }
  if (device === 'webgpu' && /No supported adapters/u.test(text)) {
    return missing === undefined
      ? 'No graphics adapter that WebGPU can use.'
      : `No graphics adapter that WebGPU can use (${missing} is missing).`;
  }
  if (missing !== undefined) return `A library is missing: ${missing}.`;
  return /not in this build/u.test(text) ? lastLine(text) : null;
}
