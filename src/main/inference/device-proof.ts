import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Device } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import { PROVIDERS } from './providers.ts';

interface ProfileEvent {
  readonly cat?: string;
  readonly args?: { readonly provider?: string };
}

/** How many steps of a model each of ONNX Runtime's providers ran. */
export type StepsByProvider = Readonly<Record<string, number>>;

/** Counts the steps in the JSON that ONNX Runtime's profiler writes (events of category `Node`). */
export function countSteps(profile: readonly ProfileEvent[]): StepsByProvider {
  const steps: Record<string, number> = {};
  for (const event of profile) {
    const provider = event.args?.provider;
    if (event.cat !== 'Node' || provider === undefined) continue;
    steps[provider] = (steps[provider] ?? 0) + 1;
  }
  return steps;
}

/**
 * What the profile of a run proves about the device: ONNX Runtime gives a step that a provider
 * does not know to the CPU without a word.
 *
 * @returns warnings for the result
 * @throws PitchlineError DEVICE_NOT_AVAILABLE when not one step ran on the device
 */
export function proveDevice(steps: StepsByProvider, device: Device): readonly string[] {
  const { provider, label } = PROVIDERS[device];
  const total = Object.values(steps).reduce((sum, count) => sum + count, 0);
  const there = steps[provider] ?? 0;
  if (there === 0) {
    throw new PitchlineError(
      'DEVICE_NOT_AVAILABLE',
      `ONNX Runtime accepted ${label} but ran all ${total} steps of this model elsewhere. Choose another device, or auto.`,
    );
  }
  // Shapes and indices are computed on the CPU by design; more than that slows the device down.
  return there * 2 >= total
    ? []
    : [`Only ${there} of the ${total} steps of this model run on ${label}; the others on the CPU.`];
}

/** Reads and removes the profile that ONNX Runtime wrote under this prefix (it adds a date). */
export async function takeProfile(prefix: string): Promise<readonly ProfileEvent[]> {
  const folder = dirname(prefix);
  const name = (await readdir(folder)).find((file) => file.startsWith(basename(prefix)));
  if (name === undefined) {
    throw new PitchlineError(
      'DEVICE_NOT_AVAILABLE',
      'ONNX Runtime wrote no profile, so there is no proof that the device runs the model.',
    );
  }
  const path = join(folder, name);
  const events = JSON.parse(await readFile(path, 'utf8')) as readonly ProfileEvent[];
  await rm(path);
  return events;
}
