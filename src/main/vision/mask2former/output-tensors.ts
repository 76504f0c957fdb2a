import { PitchlineError } from '../../../shared/errors.ts';
import type { Mask2FormerSpec } from '../../../shared/models.ts';
import { asFloat32 } from '../tensor.ts';
import type { TensorValue } from '../types.ts';
import type { ClassLogits } from './candidates.ts';
import type { LogitMap } from './upsample.ts';

export interface QueryLogits {
  readonly classes: ClassLogits;
  /** The mask logits of one query; only these are converted where the model computes in half precision. */
  readonly mask: (query: number) => LogitMap;
}

/**
 * The first picture of the batch in a Mask2Former's two outputs.
 *
 * @throws PitchlineError MODEL_RUN_FAILED when they are not what the file announced or hold values
 *   that are no numbers: a computation that failed must never look like a part without defects
 */
export function readOutputs(
  outputs: Readonly<Record<string, TensorValue>>,
  spec: Mask2FormerSpec,
): QueryLogits {
  const classes = outputOf(outputs, spec.classOutput, 3);
  const masks = outputOf(outputs, spec.maskOutput, 4);
  const [, queries, columns] = classes.dims as [number, number, number];
  const [, maskCount, height, width] = masks.dims as [number, number, number, number];
  if (columns !== spec.classes.length + 1) {
    throw failed(
      `«${spec.classOutput}» has ${columns} columns, but ${spec.classes.length} classes and "no object" need ${spec.classes.length + 1}`,
    );
  }
  if (maskCount !== queries) throw failed(`there are ${maskCount} masks for ${queries} queries`);
  const first = { ...classes, data: slice(classes, 0, queries * columns) };
  return {
    classes: { data: numbers(first, spec.classOutput), queries, classes: columns - 1 },
    mask: (query) => {
      const count = height * width;
      const map = { ...masks, data: slice(masks, query * count, count) };
      return { data: numbers(map, spec.maskOutput), width, height };
    },
  };
}

function outputOf(
  outputs: Readonly<Record<string, TensorValue>>,
  name: string,
  rank: number,
): TensorValue {
  const tensor = outputs[name];
  if (tensor === undefined) throw failed(`the output «${name}» is missing`);
  if (tensor.dims.length !== rank) {
    throw failed(
      `«${name}» has the shape [${tensor.dims.join(', ')}] instead of ${rank} dimensions`,
    );
  }
  return tensor;
}

/** A view of some elements; float16 tensors are viewed as bits. */
function slice({ type, data }: TensorValue, start: number, count: number): ArrayBufferView {
  return type === 'float16'
    ? new Uint16Array(data.buffer, data.byteOffset + start * 2, count)
    : new Float32Array(data.buffer, data.byteOffset + start * 4, count);
}

function numbers(tensor: TensorValue, name: string): Float32Array {
  const data = asFloat32(tensor);
  if (data === null) throw failed(`«${name}» holds ${tensor.type} instead of float32 or float16`);
  if (data.some(Number.isNaN)) {
    throw failed(
      `«${name}» holds values that are not numbers; a half-precision model may overflow here, try it in full precision`,
    );
  }
  return data;
}

function failed(what: string): PitchlineError {
  return new PitchlineError(
    'MODEL_RUN_FAILED',
    `The Mask2Former model's answer cannot be read: ${what}.`,
  );
}
