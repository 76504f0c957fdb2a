import { PitchlineError } from '../../../shared/errors.ts';
import type { YoloSpec } from '../../../shared/models.ts';
import { fitLetterbox, type InputType, letterboxTensor } from '../letterbox.ts';
import { asFloat32 } from '../tensor.ts';
import type { Head, HeadOptions, RawDetection, TensorValue } from '../types.ts';
import { type Candidates, endToEndCandidates, rawCandidates } from './candidates.ts';
import { ACCEPTED_HEADS } from './layout.ts';
import { type MaskPainter, maskPainter } from './masks.ts';
import { boxScaler, type Size } from './scale-back.ts';
import { suppress } from './suppression.ts';

/** What `detect` must know of the picture that was fed. */
export interface YoloContext {
  readonly picture: Size;
  readonly input: Size;
}

/** Ultralytics' own: `conf=0.25`, `iou=0.7`, `max_det=300`. */
const DEFAULTS: HeadOptions = { confidence: 0.25, iou: 0.7, maxDetections: 300 };

/**
 * Feeds and reads a YOLO file as Ultralytics' predictor (8.4.190) does with `retina_masks=True`.
 * The classes stay as they are numbered in the file; boxes come by falling score for raw heads and
 * in the file's order for end-to-end ones.
 */
export function createYoloHead(spec: YoloSpec): Head<YoloContext> {
  const type: InputType = spec.input.type === 'float16' ? 'float16' : 'float32';
  const [fixedBatch] = spec.input.shape;
  const batch = typeof fixedBatch === 'number' ? fixedBatch : 1;
  return {
    defaults: DEFAULTS,
    prepare(picture) {
      const box = fitLetterbox(picture, spec.imageSize, spec.dynamic ? spec.stride : null);
      const context = {
        picture: { width: picture.width, height: picture.height },
        input: { width: box.width, height: box.height },
      };
      return { input: letterboxTensor(picture, box, type, batch), context };
    },
    detect(outputs, context, options) {
      const predictions = readOutput(spec, outputs, 3);
      const found =
        spec.head === 'raw'
          ? readRaw(spec, predictions, options)
          : readEndToEnd(spec, predictions, options);
      const paint = spec.task === 'segment' ? painter(spec, outputs, context) : null;
      return placeInPicture(found, paint, context, spec.classes.length);
    },
  };
}

/** Candidates that are left, and where their mask coefficients are. */
interface Found {
  readonly candidates: Candidates;
  readonly kept: Int32Array;
  readonly coefficient: (place: number, index: number) => number;
}

function readRaw(spec: YoloSpec, { values, dims }: Output, options: HeadOptions): Found {
  const [, channels, anchors] = dims;
  const classes = spec.classes.length;
  if (channels !== 4 + classes + spec.maskCoefficients) throw unexpected(spec, dims);
  const candidates = rawCandidates(values, classes, anchors!, options.confidence);
  return {
    candidates,
    kept: suppress(candidates, options.iou, options.maxDetections),
    coefficient: (anchor, index) => values[(4 + classes + index) * anchors! + anchor]!,
  };
}

function readEndToEnd(spec: YoloSpec, { values, dims }: Output, options: HeadOptions): Found {
  const [, rows, width] = dims;
  if (width !== 6 + spec.maskCoefficients) throw unexpected(spec, dims);
  const { confidence, maxDetections } = options;
  const candidates = endToEndCandidates(values, rows!, width, confidence, maxDetections);
  return {
    candidates,
    kept: Int32Array.from(candidates.places.keys()),
    coefficient: (row, index) => values[row * width + 6 + index]!,
  };
}

function placeInPicture(
  { candidates, kept, coefficient }: Found,
  paint: MaskPainter | null,
  { input, picture }: YoloContext,
  classCount: number,
): readonly RawDetection[] {
  const { boxes, scores, classes, places } = candidates;
  const scale = boxScaler(input, picture);
  const detections: RawDetection[] = [];
  for (const i of kept) {
    const side = i * 4;
    const box = scale([boxes[side]!, boxes[side + 1]!, boxes[side + 2]!, boxes[side + 3]!]);
    const place = places[i]!;
    const mask = paint === null ? null : paint((index) => coefficient(place, index), box);
    // Ultralytics drops a segmenter's detection without a single pixel.
    if (paint !== null && mask === null) continue;
    const classId = classes[i]!;
    // A box without end has no size that a recipe could judge.
    if (!box.every(Number.isFinite) || !Number.isFinite(scores[i]!)) throw notNumbers('output');
    if (classId >= classCount) throw unnamedClass(classId, classCount);
    detections.push({ classId, score: scores[i]!, box, mask });
  }
  return detections;
}

function painter(
  spec: YoloSpec,
  outputs: Readonly<Record<string, TensorValue>>,
  { picture }: YoloContext,
): MaskPainter {
  const { values, dims } = readOutput(spec, outputs, 4);
  const [, count, height, width] = dims;
  if (count !== spec.maskCoefficients) throw unexpected(spec, dims);
  return maskPainter({ count, height: height!, width: width!, values }, picture);
}

/** One output's numbers; those of the first picture of a batch come first. */
interface Output {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

/** A YOLO file has one output of rank 3 and at most one of rank 4. */
function readOutput(
  spec: YoloSpec,
  outputs: Readonly<Record<string, TensorValue>>,
  rank: 3 | 4,
): Output {
  const name = spec.outputs.find(({ shape }) => shape.length === rank)?.name ?? '';
  const tensor = outputs[name];
  if (tensor === undefined) {
    throw new PitchlineError('MODEL_RUN_FAILED', `The model gave no output "${name}".`);
  }
  const values = asFloat32(tensor);
  if (values === null || tensor.dims.length !== rank) throw unexpected(spec, tensor.dims);
  if (holdsNaN(values)) throw notNumbers(name);
  return { values, dims: tensor.dims };
}

/** Every comparison with NaN is false, so a broken run would pass for a picture without defects. */
function holdsNaN(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) return true;
  return false;
}

function notNumbers(name: string): PitchlineError {
  return new PitchlineError(
    'MODEL_RUN_FAILED',
    `The YOLO model's answer cannot be read: «${name}» holds values that are not numbers; ` +
      'a half-precision model may overflow here, try it in full precision.',
  );
}

/** Open shapes let a file through on import that turns out to be something else when it runs. */
function unexpected(spec: YoloSpec, dims: readonly number[]): PitchlineError {
  return new PitchlineError(
    'MODEL_UNSUPPORTED',
    `The model was taken for a "${spec.head}" head with ${spec.classes.length} classes and ` +
      `${spec.maskCoefficients} mask coefficients, but gave [${dims.join(', ')}]. ` +
      `${ACCEPTED_HEADS}. Import it again and state its classes.`,
  );
}

/** An end-to-end head does not show its number of classes before it finds one of them. */
function unnamedClass(classId: number, classCount: number): PitchlineError {
  return new PitchlineError(
    'MODEL_CLASSES_UNKNOWN',
    `The model found class ${classId}, but only ${classCount} classes have names. ` +
      'Import it again and state all of them in order, for example --classes crack,fold.',
  );
}
