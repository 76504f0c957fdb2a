import type { Device } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import { probeModel } from './probe-model.ts';
import { PROVIDERS } from './providers.ts';
import { createSession } from './runtime.ts';

/**
 * Runs the smallest model on a device, with the silent fall to the CPU forbidden, and checks its
 * arithmetic. Only for a throw-away process: a driver may end it.
 *
 * @returns what the device is, in words
 * @throws PitchlineError DEVICE_NOT_AVAILABLE with ONNX Runtime's words
 */
export async function probe(device: Device, threads: number): Promise<string> {
  const { label } = PROVIDERS[device];
  const input = Float32Array.from({ length: 16 }, (_, index) => index);
  let output: ArrayBufferView | undefined;
  try {
    const session = await createSession(probeModel(), {
      device,
      threads,
      strict: device !== 'cpu',
    });
    output = (await session.run({ type: 'float32', dims: [1, 1, 4, 4], data: input })).y?.data;
  } catch (error) {
    if (error instanceof PitchlineError) throw error;
    throw new PitchlineError(
      'DEVICE_NOT_AVAILABLE',
      `${label} does not start: ${error instanceof Error ? error.message.trim() : String(error)}`,
      { cause: error },
    );
  }
  const right =
    output instanceof Float32Array && output.every((value, index) => value === index * 2);
  if (!right) {
    throw new PitchlineError(
      'DEVICE_NOT_AVAILABLE',
      `${label} starts, but gives wrong results for the simplest model. Update its driver.`,
    );
  }
  return device === 'cpu' ? `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : label;
}
