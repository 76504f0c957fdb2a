import type { TensorInfo } from '../../../shared/models.ts';
import type { OnnxFacts } from '../types.ts';

/** The tensors of a file that is fed and read like an Ultralytics detector. */
export interface YoloTensors {
  readonly input: TensorInfo;
  /** Rank 3: all candidates (raw) or the final boxes (end-to-end). */
  readonly predictions: TensorInfo;
  /** Rank 4: mask prototypes; null for a plain detector. */
  readonly prototypes: TensorInfo | null;
}

/** A refusal's reason, to be put into a sentence. */
export interface Refusal {
  readonly no: string;
}

export type Layout =
  | {
      readonly head: 'raw';
      /** null where the file leaves the size open. */
      readonly classes: number | null;
      readonly maskCoefficients: number;
    }
  | { readonly head: 'end2end'; readonly classes: null; readonly maskCoefficients: number };

/** What else is known about a file when its shapes leave something open. */
export interface LayoutHints {
  /** Number of class names known from the metadata or from a person. */
  readonly classes: number | null;
  /** What the metadata claims. */
  readonly endToEnd: boolean;
}

export const ACCEPTED_HEADS =
  'Accepted are YOLO detectors and segmenters with one float input [B, 3, H, W] and the outputs ' +
  '[B, 4+classes, N], [B, 4+classes+M, N] with prototypes [B, M, h, w], [B, K, 6], ' +
  'or [B, K, 6+M] with prototypes';

/** Ultralytics' number of prototypes in every segmenter so far. */
const USUAL_PROTOTYPES = 32;

/** Picks the tensors by rank; names differ between exporters. */
export function findTensors({ inputs, outputs }: OnnxFacts): YoloTensors | Refusal {
  const [input] = inputs;
  if (input === undefined || inputs.length !== 1) return { no: `it has ${inputs.length} inputs` };
  if (input.shape.length !== 4 || (typeof input.shape[1] === 'number' && input.shape[1] !== 3)) {
    return { no: `its input is ${describeTensor(input)}` };
  }
  if (!isFloat(input)) return { no: `its input is of type ${input.type}` };
  const predictions = outputs.filter((output) => output.shape.length === 3);
  const prototypes = outputs.filter((output) => output.shape.length === 4);
  const [found] = predictions;
  const expected = predictions.length + prototypes.length === outputs.length;
  if (found === undefined || predictions.length > 1 || prototypes.length > 1 || !expected) {
    return { no: `its outputs are ${outputs.map(describeTensor).join(', ')}` };
  }
  const wrongType = outputs.find((output) => !isFloat(output));
  if (wrongType) return { no: `its output ${wrongType.name} is of type ${wrongType.type}` };
  return { input, predictions: found, prototypes: prototypes[0] ?? null };
}

/**
 * Raw or end-to-end. The shapes decide wherever they can: a last side of 6+M is final boxes, as
 * Ultralytics itself decides, because no grid of anchors has so few places (32 x 32 pixels, the
 * smallest input, have 21 of them, and every larger one a multiple). Exporters may leave the last
 * side open even for final boxes; then the number of classes tells, and only if that fits both
 * readings (296 classes, or a size open on both sides) the metadata's claim.
 */
export function readLayout(
  { predictions, prototypes }: YoloTensors,
  hints: LayoutHints,
): Layout | Refusal {
  const [, channels, last] = predictions.shape;
  const maskCoefficients = countPrototypes(prototypes, channels, hints.classes);
  const endToEnd: Layout = { head: 'end2end', classes: null, maskCoefficients };
  if (last === 6 + maskCoefficients) return endToEnd;

  const expected = hints.classes === null ? null : 4 + hints.classes + maskCoefficients;
  // [B, 300, anchors] of a dynamic end-to-end export, and not [B, 84, anchors] with a wrong claim.
  const fitsRaw = channels === expected && channels !== END_TO_END_ROWS;
  if (typeof last !== 'number' && hints.endToEnd && !fitsRaw) return endToEnd;
  if (typeof channels !== 'number') return { head: 'raw', classes: null, maskCoefficients };
  const classes = channels - 4 - maskCoefficients;
  // More channels than places: another family's layout, YOLOv5's [1, 25200, 85] for one.
  const transposed = typeof last === 'number' && channels > last && channels !== expected;
  if (classes < 1 || transposed) {
    const shapes = [predictions, prototypes].filter((tensor) => tensor !== null);
    return { no: `its outputs are ${shapes.map(describeTensor).join(', ')}` };
  }
  return { head: 'raw', classes, maskCoefficients };
}

/** Rows of an end-to-end export when nobody asks for another number. */
const END_TO_END_ROWS = 300;

function countPrototypes(
  prototypes: TensorInfo | null,
  channels: number | string | undefined,
  classes: number | null,
): number {
  if (prototypes === null) return 0;
  const stated = prototypes.shape[1];
  if (typeof stated === 'number') return stated;
  // Open in the file: what the raw head's channels leave over, or the number all of them have.
  const left = typeof channels === 'number' && classes !== null ? channels - 4 - classes : 0;
  return left === USUAL_PROTOTYPES || left <= 0 ? USUAL_PROTOTYPES : left;
}

/** `output0 [1, 84, 8400]` */
export function describeTensor({ name, shape }: TensorInfo): string {
  return `${name} [${shape.join(', ')}]`;
}

function isFloat({ type }: TensorInfo): boolean {
  return type === 'float32' || type === 'float16';
}
