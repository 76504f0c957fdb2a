import type { Detection, Device, DeviceWish, Tiling, Verdict } from '../../shared/domain.ts';
import { type ErrorReport, PitchlineError, toErrorReport } from '../../shared/errors.ts';
import type { Found, Labelled } from '../../shared/evaluation/types.ts';
import { fromCocoMask } from '../../shared/masks/index.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { scoreBounds } from '../../shared/recipes/scores.ts';
import type { InferenceEngine } from '../inference/types.ts';
import { judgePicture } from '../inspection/judge-picture.ts';
import type { ResolvedModel } from '../models/library.ts';
import type { LabelledPicture, PixelSize } from './dataset.ts';

/** How all pictures of an evaluation are judged. */
export interface Judging {
  readonly engine: Pick<InferenceEngine, 'judge'>;
  readonly model: ResolvedModel;
  readonly recipe: Recipe;
  readonly device: DeviceWish;
  /** Null: the whole picture at once. */
  readonly tiling: Tiling | null;
  /** Detections from this score up make the curves. */
  readonly curveFloor: number;
  /** The score down to which the station judges: the verdicts are those of the line. */
  readonly lineFloor: number;
  /** The model's class id of each class of the data; null for one that no label has. */
  readonly toModel: readonly (number | null)[];
}

export interface JudgedLabels {
  readonly kind: 'judged';
  readonly name: string;
  readonly size: PixelSize;
  readonly device: Device | null;
  readonly verdict: Verdict;
  /** By the model's class ids. */
  readonly labels: readonly Labelled[];
  /** Down to the floor of the curves. */
  readonly found: readonly Found[];
  /** Those that the recipe holds for there. */
  readonly counted: readonly Found[];
}

export type PictureOutcome =
  | JudgedLabels
  | { readonly kind: 'failed'; readonly name: string; readonly error: ErrorReport };

/**
 * Judges one labelled picture as `inspect` does, and keeps nothing. A picture that cannot be judged,
 * or whose labels do not fit it, is a result.
 *
 * Where a model looks at tiles, weak pieces have a say in how strong ones are joined. So the curves,
 * which need the weak ones, and the verdicts, which the line finds without them, are two looks.
 *
 * @throws PitchlineError INFERENCE_BUSY, INFERENCE_DOWN, DISK_FULL, CANCELLED
 */
export async function judgeLabelled(
  judging: Judging,
  { name, path, labels }: LabelledPicture,
  signal?: AbortSignal,
): Promise<PictureOutcome> {
  const { engine, model, recipe, device, tiling, lineFloor, curveFloor, toModel } = judging;
  const look = async (floor: number) => {
    const request = { file: name, path, model, recipe, device, floor, tiling };
    const rest = { iou: undefined, overlay: false, evidence: null };
    return (await judgePicture(engine, { ...request, ...rest }, signal)).judged;
  };
  const deep = await look(Math.min(curveFloor, lineFloor));
  const { width, height } = deep;
  if (deep.error !== null || width === null || height === null) {
    return { kind: 'failed', name, error: deep.error ?? noSize(name) };
  }
  const line = tiling !== null && curveFloor < lineFloor ? await look(lineFloor) : deep;
  if (line.error !== null) return { kind: 'failed', name, error: line.error };
  try {
    return {
      kind: 'judged',
      name,
      size: { width, height },
      device: line.device,
      verdict: line.verdict,
      labels: labels({ width, height }).map((label) => ({
        ...label,
        classId: toModel[label.classId]!,
      })),
      found: deep.detections.filter(({ score }) => score >= curveFloor).map(foundOf),
      counted: line.detections
        .filter(({ className, score }) => score >= scoreBounds(recipe, className).minimum)
        .map(foundOf),
    };
  } catch (error) {
    if (!(error instanceof PitchlineError)) throw error;
    return { kind: 'failed', name, error: toErrorReport(error) };
  }
}

function foundOf({ classId, score, box: [x1, y1, x2, y2], mask }: Detection): Found {
  return {
    classId,
    score,
    box: [x1, y1, x2 - x1, y2 - y1],
    mask: mask === undefined ? null : fromCocoMask(mask),
  };
}

function noSize(name: string): ErrorReport {
  return { code: 'INTERNAL', message: `${name} was judged without a size.` };
}
