import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import type { Device } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { TensorInfo } from '../../shared/models.ts';
import type { TensorValue } from '../vision/types.ts';
import { PROVIDERS } from './providers.ts';

/** A loaded model; the only face of ONNX Runtime that the rest of the station sees. */
export interface RuntimeSession {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Blocks the thread while it computes. Rejects with ONNX Runtime's own error. */
  run(input: TensorValue): Promise<Readonly<Record<string, TensorValue>>>;
  /** Ends a profile that was begun with `profilePrefix` and writes it. */
  endProfiling(): void;
  dispose(): Promise<void>;
}

export interface SessionWish {
  readonly device: Device;
  readonly threads: number;
  /** Refuse a session of which any step would run on the CPU instead. */
  readonly strict?: boolean;
  /** Write a profile of what ran where, to a file that begins like this. */
  readonly profilePrefix?: string;
}

let float16Settled = false;

/**
 * Makes ONNX Runtime carry float16 as raw bits in a Uint16Array. Node has a Float16Array, which
 * onnxruntime-common 1.30 then insists on and the native binding cannot read ("not enough space:
 * expected 8, got 0"); the choice is made once, when the first tensor is created.
 */
function settleFloat16(): void {
  if (float16Settled) return;
  float16Settled = true;
  const scope = globalThis as { Float16Array?: unknown };
  const native = scope.Float16Array;
  try {
    scope.Float16Array = undefined;
    new Tensor('float16', new Uint16Array(1), [1]);
  } finally {
    scope.Float16Array = native;
  }
}

/**
 * Loads a model from its path (external data beside it) or its bytes, for exactly one device.
 *
 * @throws PitchlineError DEVICE_NOT_AVAILABLE when this build has no such provider; otherwise
 *   ONNX Runtime's own error
 */
export async function createSession(
  model: string | Uint8Array,
  wish: SessionWish,
): Promise<RuntimeSession> {
  settleFloat16();
  const { backend, label } = PROVIDERS[wish.device];
  if (!listSupportedBackends().some((candidate) => candidate.name === backend)) {
    throw new PitchlineError(
      'DEVICE_NOT_AVAILABLE',
      `${label} is not in this build of ONNX Runtime.`,
    );
  }
  const options = sessionOptions(wish);
  const session =
    typeof model === 'string'
      ? await InferenceSession.create(model, options)
      : await InferenceSession.create(model, options);
  return adapt(session);
}

function sessionOptions(wish: SessionWish): InferenceSession.SessionOptions {
  return {
    // Only the one: with `cpu` behind it, a provider that cannot start would go unnoticed.
    executionProviders: [PROVIDERS[wish.device].backend],
    intraOpNumThreads: wish.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // DirectML cannot use it, see ONNX Runtime's page on the provider.
    enableMemPattern: wish.device !== 'directml',
    // Errors only: ONNX Runtime warns about every exporter's harmless habits.
    logSeverityLevel: 3,
    ...(wish.strict === true ? { extra: { session: { disable_cpu_ep_fallback: '1' } } } : {}),
    ...(wish.profilePrefix === undefined
      ? {}
      : { enableProfiling: true, profileFilePrefix: wish.profilePrefix }),
  };
}

function adapt(session: InferenceSession): RuntimeSession {
  const inputName = session.inputNames[0] ?? '';
  return {
    inputs: session.inputMetadata.map(tensorInfo),
    outputs: session.outputMetadata.map(tensorInfo),
    run: async (input) => {
      const outputs = await session.run({ [inputName]: toTensor(input) });
      return Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]) => [
          name,
          { type: tensor.type, dims: tensor.dims, data: tensor.data as unknown as ArrayBufferView },
        ]),
      );
    },
    endProfiling: () => session.endProfiling(),
    dispose: () => session.release(),
  };
}

function toTensor(value: TensorValue): Tensor {
  const { data } = value;
  const raw =
    value.type === 'float16'
      ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
      : data;
  // The library's overloads name each pair of type and array; the pair is the head's promise here.
  return new Tensor(value.type as 'float32', raw as Float32Array, value.dims);
}

function tensorInfo(metadata: InferenceSession.ValueMetadata): TensorInfo {
  return metadata.isTensor
    ? { name: metadata.name, type: metadata.type, shape: [...metadata.shape] }
    : { name: metadata.name, type: 'not a tensor', shape: [] };
}
