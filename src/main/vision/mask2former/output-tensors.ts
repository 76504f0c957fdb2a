import { PitchlineError } from '../../../shared/errors.ts';
import type { Mask2FormerSpec } from '../../../shared/models.ts';
import { asFloat32 } from '../tensor.ts';
import type { TensorValue } from '../types.ts';
import type { ClassLogits } from './candidates.ts';
import type { LogitMap } from './upsample.ts';

type Outputs = Readonly<Record<string, TensorValue>>;

/**
 * The class logits of the first picture of the batch.
 *
 * @throws PitchlineError MODEL_RUN_FAILED when the output is not what the file announced or holds
 *   numbers that are none: no detections must never come from a computation that failed
 */
export function classLogits(outputs: Outputs, spec: Mask2FormerSpec): ClassLogits {
  const tensor = outputOf(outputs, spec.classOutput, 3);
  const [, queries, columns] = tensor.dims as [number, number, number];
  if (columns !== spec.classes.length + 1) {
    throw failed(
      `«${spec.classOutput}» has ${columns} columns, but ${spec.classes.length} classes and "no object" need ${spec.classes.length + 1}`,
    );
  }
  const data = floats(tensor, spec.classOutput).subarray(0, queries * columns);
  if (data.some(Number.isNaN)) throw notANumber(spec.classOutput);
  return { data, queries, classes: columns - 1 };
}

/** The mask logits of one query; only these are converted when the model computes in half precision. */
export function maskLogits(outputs: Outputs, spec: Mask2FormerSpec, query: number): LogitMap {
  const tensor = outputOf(outputs, spec.maskOutput, 4);
  const [, , height, width] = tensor.dims as [number, number, number, number];
  const { buffer, byteOffset, byteLength } = tensor.data;
  const count = height * width;
  const bytesEach = tensor.type === 'float16' ? 2 : 4;
  const start = query * count * bytesEach;
  if (start + count * bytesEach > byteLength) {
    throw failed(`«${spec.maskOutput}» has no mask for query ${query}`);
  }
  const from = byteOffset + start;
  const slice =
    tensor.type === 'float16'
      ? new Uint16Array(buffer, from, count)
      : new Float32Array(buffer, from, count);
  const data = floats({ ...tensor, data: slice }, spec.maskOutput);
  if (data.some(Number.isNaN)) throw notANumber(spec.maskOutput);
  return { data, width, height };
}

function outputOf(outputs: Outputs, name: string, rank: number): TensorValue {
  const tensor = outputs[name];
  if (tensor === undefined) throw failed(`the output «${name}» is missing`);
  if (tensor.dims.length !== rank) {
    throw failed(
      `«${name}» has the shape [${tensor.dims.join(', ')}] instead of ${rank} dimensions`,
    );
  }
  return tensor;
}

function floats(tensor: TensorValue, name: string): Float32Array {
  const data = asFloat32(tensor);
  if (data === null) throw failed(`«${name}» holds ${tensor.type} instead of float32 or float16`);
  return data;
}

function notANumber(name: string): PitchlineError {
  return failed(
    `«${name}» holds values that are not numbers; a half-precision model may overflow here, try it in full precision`,
  );
}

function failed(what: string): PitchlineError {
  return new PitchlineError(
    'MODEL_RUN_FAILED',
    `The Mask2Former model's answer cannot be read: ${what}.`,
  );
}
