import type { DeviceWish, Inspection, ModelRef, Tiling } from '../../shared/domain.ts';
import { aboutPicture, PitchlineError, toErrorReport } from '../../shared/errors.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { needsFacts } from '../../shared/recipes/picture-checks.ts';
import { withMillimetres } from '../../shared/recipes/scale.ts';
import { judge } from '../../shared/verdict.ts';
import { hashFile } from '../hash-file.ts';
import type { EvidenceWish, InferenceEngine, JudgeResult } from '../inference/types.ts';
import type { ResolvedModel } from '../models/library.ts';

/** What is left out of a judgement until somebody gives the inspection its place in the log. */
export type Judged = Omit<Inspection, 'id' | 'at' | 'recipe'>;

export interface JudgeRequest {
  /** The name that results carry; `path` is where the bytes lie. */
  readonly file: string;
  readonly path: string;
  readonly model: ResolvedModel;
  readonly recipe: Recipe;
  readonly device: DeviceWish;
  /** Detections are kept from this score up, also those that change no verdict. */
  readonly floor: number;
  readonly iou: number | undefined;
  /** Overrides the model's own tiling; null switches it off. */
  readonly tiling: Tiling | null | undefined;
  readonly overlay: boolean;
  readonly evidence: EvidenceWish | null;
}

export interface JudgeOutcome {
  readonly judged: Judged;
  /** Null where the picture could not be judged. */
  readonly result: JudgeResult | null;
}

const NO_TIME = { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, postprocessMs: 0, totalMs: 0 };

/** Failures that say nothing about the picture: it can be judged later. */
const NOT_THE_PICTURE = new Set(['INFERENCE_BUSY', 'INFERENCE_DOWN', 'DISK_FULL', 'CANCELLED']);

const PROCESS_DIED = new Set(['INFERENCE_CRASHED', 'INFERENCE_TIMEOUT']);

/**
 * Judges one picture. A picture that cannot be judged is a result with the verdict `error`, not an
 * exception: the rest of a batch goes on.
 *
 * @throws PitchlineError INFERENCE_BUSY, INFERENCE_DOWN, DISK_FULL, CANCELLED
 */
export async function judgePicture(
  engine: Pick<InferenceEngine, 'judge'>,
  { file, path, model, recipe, device, floor, iou, tiling, overlay, evidence }: JudgeRequest,
  signal?: AbortSignal,
): Promise<JudgeOutcome> {
  try {
    const result = await engine.judge(
      {
        picturePath: path,
        model: model.engine,
        device,
        options: {
          confidence: floor,
          ...(iou === undefined ? {} : { iou }),
          ...(tiling === undefined ? {} : { tiling }),
        },
        overlay,
        recipe,
        facts: needsFacts(recipe.checks),
        evidence,
      },
      signal,
    );
    return { judged: decide(file, model.ref, recipe, result), result };
  } catch (error) {
    if (signal?.aborted === true || saysNothingOfThePicture(error)) throw error;
    return { judged: failed(file, model.ref, await withPicture(error, path)), result: null };
  }
}

function decide(file: string, model: ModelRef, recipe: Recipe, result: JudgeResult): Judged {
  const { sha256, width, height, device, facts, detections, timings, warnings } = result;
  const { verdict, reasons } = judge(detections, { width, height, facts: facts ?? null }, recipe);
  return {
    file,
    sha256,
    width,
    height,
    ...(facts === undefined ? {} : { facts }),
    verdict,
    reasons: [...reasons],
    model,
    device,
    detections: [...withMillimetres(detections, result, recipe.calibration)],
    timings,
    warnings: [...warnings],
    error: null,
  };
}

/**
 * The inference process took what it knew of the picture with it when it died. Without its hash the
 * inspection would be about no picture at all.
 */
async function withPicture(error: unknown, path: string): Promise<unknown> {
  const { code, pictureSha256 } = toErrorReport(error);
  if (pictureSha256 !== undefined || !PROCESS_DIED.has(code)) return error;
  const sha256 = await hashFile(path).catch(() => null);
  return sha256 === null ? error : aboutPicture(error, sha256);
}

/** The record of a picture that could not be judged: an error is never an OK. */
export function failed(file: string, model: ModelRef | null, error: unknown): Judged {
  const { code, message, pictureSha256 } = toErrorReport(error);
  return {
    file,
    sha256: pictureSha256 ?? null,
    width: null,
    height: null,
    verdict: 'error',
    reasons: [{ rule: 'error', detail: message }],
    model,
    device: null,
    detections: [],
    timings: NO_TIME,
    warnings: [],
    error: { code, message },
  };
}

function saysNothingOfThePicture(error: unknown): boolean {
  return error instanceof PitchlineError && NOT_THE_PICTURE.has(error.code);
}
