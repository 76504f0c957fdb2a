import type { DeviceWish, Inspection, ModelRef, Tiling } from '../../shared/domain.ts';
import { toErrorReport } from '../../shared/errors.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { needsFacts } from '../../shared/recipes/picture-checks.ts';
import { withMillimetres } from '../../shared/recipes/scale.ts';
import { lowestScore, withConfidence } from '../../shared/recipes/scores.ts';
import { judge } from '../../shared/verdict.ts';
import type { InferenceEngine } from '../inference/types.ts';
import type { ResolvedModel } from '../models/library.ts';

export interface InspectRequest {
  /** The name that results carry; `path` is where the bytes lie. */
  readonly file: string;
  readonly path: string;
  readonly model: ResolvedModel;
  readonly recipe: Recipe;
  readonly device: DeviceWish;
  /** Overrides the recipe's threshold. */
  readonly confidence?: number | undefined;
  readonly iou?: number | undefined;
  /** Overrides the model's own tiling; null switches it off. */
  readonly tiling?: Tiling | null | undefined;
  readonly overlay: boolean;
}

export interface InspectOutcome {
  readonly inspection: Inspection;
  readonly overlayPng: Uint8Array | null;
}

const NO_TIME = { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, postprocessMs: 0, totalMs: 0 };

/**
 * Judges one picture. A picture that cannot be judged is a result with the verdict `error`, not an
 * exception: the rest of a batch goes on. Only a cancelled request rejects.
 */
export async function inspectPicture(
  engine: InferenceEngine,
  request: InspectRequest,
  signal?: AbortSignal,
): Promise<InspectOutcome> {
  const recipe = withConfidence(request.recipe, request.confidence);
  try {
    const result = await engine.judge(
      {
        picturePath: request.path,
        model: request.model.engine,
        device: request.device,
        options: {
          confidence: lowestScore(recipe),
          ...(request.iou === undefined ? {} : { iou: request.iou }),
          ...(request.tiling === undefined ? {} : { tiling: request.tiling }),
        },
        overlay: request.overlay,
        facts: needsFacts(recipe.checks),
      },
      signal,
    );
    const { verdict, reasons } = judge(
      result.detections,
      { ...result, facts: result.facts ?? null },
      recipe,
    );
    return {
      inspection: {
        id: null,
        at: new Date().toISOString(),
        file: request.file,
        sha256: result.sha256,
        width: result.width,
        height: result.height,
        ...(result.facts === undefined ? {} : { facts: result.facts }),
        verdict,
        reasons: [...reasons],
        recipe: null,
        model: request.model.ref,
        device: result.device,
        detections: [...withMillimetres(result.detections, result, recipe.calibration)],
        timings: result.timings,
        warnings: [...result.warnings],
        error: null,
      },
      overlayPng: result.overlayPng,
    };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return {
      inspection: failedInspection(request.file, request.model.ref, error),
      overlayPng: null,
    };
  }
}

/** The record of a picture that could not be judged: an error is never an OK. */
export function failedInspection(file: string, model: ModelRef | null, error: unknown): Inspection {
  const report = toErrorReport(error);
  return {
    id: null,
    at: new Date().toISOString(),
    file,
    sha256: report.pictureSha256 ?? null,
    width: null,
    height: null,
    verdict: 'error',
    reasons: [{ rule: 'error', detail: report.message }],
    recipe: null,
    model,
    device: null,
    detections: [],
    timings: NO_TIME,
    warnings: [],
    error: { code: report.code, message: report.message },
  };
}
