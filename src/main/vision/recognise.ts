import { PitchlineError } from '../../shared/errors.ts';
import type { ModelSpec, TensorInfo } from '../../shared/models.ts';
import { listNames, plainName } from './class-names.ts';
import { recogniseMask2Former } from './mask2former/spec.ts';
import type { OnnxFacts, SpecOverrides } from './types.ts';
import { recogniseYolo } from './yolo/spec.ts';

/**
 * Finds out by itself which kind of model a file is and how it is fed and read.
 *
 * @throws PitchlineError MODEL_UNSUPPORTED with the shapes found and what would be accepted, or
 *   what a kind's own recognition throws for a file that is of its kind and cannot be used
 */
export function recogniseModel(facts: OnnxFacts, overrides: SpecOverrides): ModelSpec {
  const mask2former = recogniseMask2Former(facts, overrides);
  if ('spec' in mask2former) return withPlainNames(mask2former.spec);
  const yolo = recogniseYolo(facts, overrides);
  if ('spec' in yolo) return withPlainNames(yolo.spec);
  throw new PitchlineError(
    'MODEL_UNSUPPORTED',
    [
      `This is not a model that the station can use. Inputs: ${list(facts.inputs)}. Outputs: ${list(facts.outputs)}.`,
      `It is not YOLO, because ${yolo.no}. It is not Mask2Former, because ${mask2former.no}.`,
      'Accepted are: YOLO for detection or segmentation, exported by Ultralytics, with the input [1, 3, H, W] and the output [1, 4 + classes, N] or [1, K, 6], with masks [1, 4 + classes + 32, N] or [1, K, 38] and [1, 32, h, w];',
      'Mask2Former for instances, exported from Hugging Face, with the outputs class_queries_logits [1, queries, classes + 1] and masks_queries_logits [1, queries, h, w].',
    ].join(' '),
  );
}

function withPlainNames(spec: ModelSpec): ModelSpec {
  const classes = spec.classes.map(plainName);
  if (classes.every((name, id) => name === spec.classes[id])) return spec;
  const warning = `Class names were shortened, or characters taken out that no screen can show: ${listNames(classes)}.`;
  return { ...spec, classes, warnings: [...spec.warnings, warning] };
}

function list(tensors: readonly TensorInfo[]): string {
  return tensors.map(({ name, type, shape }) => `${name} ${type} [${shape.join(', ')}]`).join('; ');
}
