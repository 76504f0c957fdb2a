import { PitchlineError } from '../../../shared/errors.ts';
import type { YoloSpec } from '../../../shared/models.ts';
import { listNames } from '../class-names.ts';
import type { OnnxFacts, SpecOverrides } from '../types.ts';
import {
  ACCEPTED_HEADS,
  describeTensor,
  findTensors,
  type Layout,
  readLayout,
  type YoloTensors,
} from './layout.ts';
import { readUltralyticsMetadata, type UltralyticsMetadata } from './metadata.ts';

/** Ultralytics' defaults where a file says nothing. */
const DEFAULT_SIZE: readonly [number, number] = [640, 640];
const DEFAULT_STRIDE = 32;

/**
 * Decides whether an ONNX file is a YOLO detector or segmenter that the station can read, from its
 * shapes first and its metadata second; `overrides` are what a person states and beat the metadata.
 *
 * @returns the spec, or why the file is of another family.
 * @throws PitchlineError MODEL_UNSUPPORTED for a YOLO file of another task or head, with the shape
 *   found; MODEL_CLASSES_UNKNOWN when the class names are missing or too few or too many.
 */
export function recogniseYolo(
  facts: OnnxFacts,
  overrides: SpecOverrides,
): { readonly spec: YoloSpec } | { readonly no: string } {
  const metadata = readUltralyticsMetadata(facts.metadata);
  // Someone said that it is YOLO: what does not fit is an error then, not another family.
  const declared = metadata.present || overrides.task !== undefined;
  const refuse = (found: string): { readonly no: string } => {
    if (declared) throw unsupported(found);
    return { no: found };
  };

  const task = overrides.task ?? metadata.task;
  if (task !== null && task !== 'detect' && task !== 'segment') {
    return refuse(`its task is "${task}" with ${facts.outputs.map(describeTensor).join(', ')}`);
  }
  if (metadata.rtDetr) return refuse('it is an RT-DETR model, whose boxes are laid out otherwise');

  const tensors = findTensors(facts);
  if ('no' in tensors) return refuse(tensors.no);
  const found = tensors.prototypes === null ? 'detect' : 'segment';
  if (task !== null && task !== found) {
    const outputs = facts.outputs.map(describeTensor).join(', ');
    return refuse(`its task is "${task}" but its outputs are those of "${found}": ${outputs}`);
  }
  const names = overrides.classes ?? metadata.names;
  const layout = readLayout(tensors, {
    classes: names?.length ?? null,
    endToEnd: metadata.endToEnd,
  });
  if ('no' in layout) return refuse(layout.no);
  if (!declared && isOpen(layout, tensors)) {
    // Nothing but open shapes: any other family with two outputs looks like that too.
    return { no: `its outputs have open sides: ${facts.outputs.map(describeTensor).join(', ')}` };
  }
  return {
    spec: {
      kind: 'yolo',
      task: found,
      head: layout.head,
      maskCoefficients: layout.maskCoefficients,
      classes: [...matchClasses(names, layout, tensors, metadata.warnings)],
      ...inputSize(tensors, metadata, overrides),
      input: tensors.input,
      outputs: [...facts.outputs],
      opset: facts.opset,
      warnings: [...metadata.warnings, ...assumptions(tensors, metadata, overrides)],
    },
  };
}

function isOpen(layout: Layout, { prototypes }: YoloTensors): boolean {
  const openRaw = layout.head === 'raw' && layout.classes === null;
  return openRaw || (prototypes !== null && typeof prototypes.shape[1] !== 'number');
}

function matchClasses(
  names: readonly string[] | null,
  layout: Layout,
  { predictions }: YoloTensors,
  unread: readonly string[],
): readonly string[] {
  const wanted = layout.classes;
  if (names !== null && (wanted === null || names.length === wanted)) return names;
  const count = wanted === null ? 'does not say how many classes there are' : `has ${wanted}`;
  const head = `the head ${describeTensor(predictions)} ${count}`;
  const problem =
    names === null
      ? `${['The file does not name its classes', ...unread.map(asPart)].join('; ')}, and ${head}`
      : `${names.length} class names are known (${listNames(names)}), but ${head}`;
  throw new PitchlineError(
    'MODEL_CLASSES_UNKNOWN',
    `${problem}. State all of them in order, for example --classes crack,fold.`,
  );
}

/** A sentence as a part of another one. */
const asPart = (sentence: string): string =>
  sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/u, '');

type SizeFields = Pick<YoloSpec, 'imageSize' | 'dynamic' | 'stride'>;

/** A fixed file has its size; a dynamic one is fed the stated size, raised to whole strides. */
function inputSize(
  { input }: YoloTensors,
  metadata: UltralyticsMetadata,
  overrides: SpecOverrides,
): SizeFields {
  const stride = overrides.stride ?? metadata.stride ?? DEFAULT_STRIDE;
  const [, , height, width] = input.shape;
  const [statedHeight, statedWidth] = overrides.imageSize ?? metadata.imageSize ?? DEFAULT_SIZE;
  const side = (fixed: number | string | undefined, stated: number): number =>
    typeof fixed === 'number' ? fixed : Math.ceil(stated / stride) * stride;
  return {
    imageSize: [side(height, statedHeight), side(width, statedWidth)],
    // With one side fixed the rectangle rule cannot be followed; the file is fed one full size.
    dynamic: typeof height !== 'number' && typeof width !== 'number',
    stride,
  };
}

function assumptions(
  { input, predictions, prototypes }: YoloTensors,
  metadata: UltralyticsMetadata,
  overrides: SpecOverrides,
): readonly string[] {
  const warnings: string[] = [];
  const [, , height, width] = input.shape;
  const open = typeof height !== 'number' || typeof width !== 'number';
  const wish = overrides.imageSize;
  if (open && (wish ?? metadata.imageSize) === null) {
    warnings.push(`The file does not state its image size; ${DEFAULT_SIZE.join(' x ')} is used.`);
  }
  if (wish && !open && (wish[0] !== height || wish[1] !== width)) {
    warnings.push(`The file's input is fixed at ${height} x ${width}; the stated size is ignored.`);
  }
  if (typeof predictions.shape[1] !== 'number' && typeof predictions.shape[2] !== 'number') {
    warnings.push('The output is open on both sides; its layout was taken from the metadata.');
  }
  if (prototypes !== null && typeof prototypes.shape[1] !== 'number') {
    warnings.push('The file does not state its number of mask prototypes.');
  }
  return warnings;
}

function unsupported(found: string): PitchlineError {
  return new PitchlineError(
    'MODEL_UNSUPPORTED',
    `This YOLO file cannot be used: ${found}. ${ACCEPTED_HEADS}.`,
  );
}
