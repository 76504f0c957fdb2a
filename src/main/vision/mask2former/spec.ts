import type { Mask2FormerSpec, TensorInfo } from '../../../shared/models.ts';
import type { OnnxFacts, SpecOverrides } from '../types.ts';
import { classNames, parseConfig, requireClasses } from './classes.ts';
import { inputSizing } from './input-size.ts';
import { findJson } from './json-beside.ts';
import { findOutputs } from './outputs.ts';
import { readPreprocessor } from './preprocessor.ts';

const MODEL_TYPE = 'mask2former';

/**
 * Reads a Mask2Former for instance segmentation off an ONNX file, as Hugging Face's models export
 * it: input `pixel_values` [1, 3, H, W], outputs `class_queries_logits` [1, Q, C + 1] and
 * `masks_queries_logits` [1, Q, h, w] in any order and under any name.
 *
 * @returns the spec, or why the file is no Mask2Former
 * @throws PitchlineError MODEL_CLASSES_UNKNOWN or MODEL_UNSUPPORTED when it is one and cannot be used
 */
export function recogniseMask2Former(
  facts: OnnxFacts,
  overrides: SpecOverrides,
): { readonly spec: Mask2FormerSpec } | { readonly no: string } {
  const config = parseConfig(findJson(facts, 'config'));
  if (config?.model_type != null && config.model_type !== MODEL_TYPE) {
    return { no: `its config.json says model_type «${config.model_type}»` };
  }
  const names = overrides.classes ?? classNames(config);
  const outputs = findOutputs(facts.outputs, names?.length ?? null);
  if (outputs === null) {
    return {
      no: 'it has no pair of outputs [1, queries, classes + 1] and [1, queries, height, width]',
    };
  }
  const [input] = facts.inputs;
  const wrongInput = facts.inputs.length === 1 ? whyNotPictures(input!) : severalInputs(facts);
  if (wrongInput !== null) return { no: wrongInput };

  const preprocessor = findJson(facts, 'preprocessor');
  const preprocessing = readPreprocessor(preprocessor);
  const { sizing, warnings } = inputSizing(
    input!,
    preprocessing,
    preprocessor !== null,
    overrides.imageSize,
  );
  const queries = outputs.classes.shape[1]!;
  return {
    spec: {
      kind: MODEL_TYPE,
      task: 'instance',
      classes: [...requireClasses(names, outputs.classes.shape[2]!)],
      input: input!,
      outputs: [...facts.outputs],
      opset: facts.opset,
      warnings: preprocessor === null ? [...warnings, assumed(sizing)] : [...warnings],
      ...preprocessing,
      ...sizing,
      queries: typeof queries === 'number' ? queries : null,
      classOutput: outputs.classes.name,
      maskOutput: outputs.masks.name,
      rule: overrides.rule ?? 'huggingface',
    },
  };
}

function whyNotPictures({ name, type, shape }: TensorInfo): string | null {
  const [batch, channels] = shape;
  const pictures =
    shape.length === 4 &&
    (batch === 1 || typeof batch === 'string') &&
    (channels === 3 || typeof channels === 'string') &&
    (type === 'float32' || type === 'float16');
  if (pictures) return null;
  return `its input «${name}» is ${type} [${shape.join(', ')}], not float32 or float16 [1, 3, height, width]`;
}

function severalInputs({ inputs }: OnnxFacts): string {
  return `it wants ${inputs.length} inputs (${inputs.map(({ name }) => name).join(', ')}), not the pictures alone; export it without pixel_mask`;
}

function assumed({ resize }: Pick<Mask2FormerSpec, 'resize'>): string {
  const size =
    resize.style === 'exact'
      ? `${resize.height} x ${resize.width} (height x width)`
      : 'a shorter side of 800 and a longer one of at most 1333';
  return `There is no preprocessor_config.json beside the model or in its metadata: Hugging Face's defaults are used (bilinear, ImageNet's mean and deviation), at ${size}.`;
}
