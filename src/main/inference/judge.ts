import type { Detection, InspectOptions } from '../../shared/domain.ts';
import { aboutPicture, PitchlineError } from '../../shared/errors.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { isShown } from '../../shared/recipes/scores.ts';
import type { DecodeLimits, HeadOptions, Picture, RawDetection } from '../vision/types.ts';
import { writeEvidence } from './evidence.ts';
import { createGate } from './gate.ts';
import { isDeviceLost } from './load-errors.ts';
import type { PlacedJob } from './messages.ts';
import type { LoadedModel, Sessions } from './sessions.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';
import type { JudgeResult } from './types.ts';
import type { DecodedFile, VisionTools } from './vision-tools.ts';

/** What a job reports to while it runs. */
export interface JobControl {
  /** @throws PitchlineError CANCELLED when nobody waits for the result any more */
  checkpoint(): void;
  progress(): void;
}

export interface JudgeTools {
  readonly vision: VisionTools;
  readonly sessions: Sessions;
  readonly limits: DecodeLimits;
  /** The device is lost for this process, which has to end; never returns. */
  readonly abandon: (error: unknown) => never;
}

export type Judge = (job: PlacedJob, control: JobControl) => Promise<JudgeResult>;

/**
 * Judges pictures one after the other, while the next ones are being decoded: sharp decodes on
 * threads of its own, and `session.run` blocks only this one.
 */
export function createJudge(tools: JudgeTools): Judge {
  const decoding = createGate(3);
  const computing = createGate(1);
  return async (job, control) => {
    const watch = createStopwatch();
    const file = await decoding(() => {
      control.checkpoint();
      return watch.time('decodeMs', () => tools.vision.decode(job.picturePath, tools.limits));
    });
    const result = await computing(() => compute(job, file, watch, control, tools)).catch(
      (error: unknown) => {
        throw aboutPicture(error, file.sha256);
      },
    );
    control.checkpoint();
    const overlayPng = job.overlay
      ? await tools.vision.overlay(file.picture, shownOf(result.detections, job.recipe))
      : null;
    const wish = job.evidence ?? null;
    const { evidence, warnings } = await writeEvidence(file, result, wish, tools.vision);
    return { ...result, overlayPng, evidence, warnings: [...result.warnings, ...warnings] };
  };
}

async function compute(
  job: PlacedJob,
  { picture, sha256, bytes }: DecodedFile,
  watch: Stopwatch,
  control: JobControl,
  tools: JudgeTools,
): Promise<JudgeResult> {
  control.checkpoint();
  const facts =
    job.facts === true
      ? await watch.time('preprocessMs', async () => tools.vision.facts(picture))
      : undefined;
  const model = await tools.sessions.get(job.model, job.device);
  const options = headOptions(job.options, model.head.defaults);
  const detect = async (part: Picture): Promise<readonly RawDetection[]> => {
    control.checkpoint();
    const found = await detectIn(part, model, options, watch, (error) => {
      if (isDeviceLost(error, job.device)) tools.abandon(error);
    });
    control.progress();
    return found;
  };
  const tiling = job.options.tiling === undefined ? job.model.tiling : job.options.tiling;
  const raw =
    tiling === null ? await detect(picture) : await tools.vision.tiled(picture, tiling, detect);
  const detections = await watch.time('postprocessMs', async () =>
    describeAll(raw, job, picture, options, tools.vision),
  );
  return {
    sha256,
    bytes: bytes.byteLength,
    width: picture.width,
    height: picture.height,
    device: job.device,
    detections,
    timings: watch.timings(),
    warnings: model.warnings,
    overlayPng: null,
    ...(facts === undefined ? {} : { facts }),
  };
}

async function detectIn(
  part: Picture,
  { head, session }: LoadedModel,
  options: HeadOptions,
  watch: Stopwatch,
  onRunError: (error: unknown) => void,
): Promise<readonly RawDetection[]> {
  const { input, context } = await watch.time('preprocessMs', async () => head.prepare(part));
  let outputs: Awaited<ReturnType<typeof session.run>>;
  try {
    outputs = await watch.time('inferenceMs', () => session.run(input));
  } catch (error) {
    onRunError(error);
    throw new PitchlineError(
      'MODEL_RUN_FAILED',
      `The model failed while running: ${error instanceof Error ? error.message : String(error)}. Check its input size, or try it on the CPU.`,
      { cause: error },
    );
  }
  return watch.time('postprocessMs', async () => head.detect(outputs, context, options));
}

function describeAll(
  raw: readonly RawDetection[],
  job: PlacedJob,
  picture: Picture,
  options: HeadOptions,
  vision: VisionTools,
): readonly Detection[] {
  return raw
    .toSorted((a, b) => b.score - a.score)
    .slice(0, options.maxDetections)
    .map((detection) => vision.describe(detection, job.model.spec.classes, picture));
}

function shownOf(
  detections: readonly Detection[],
  recipe: Recipe | undefined,
): readonly Detection[] {
  return recipe === undefined
    ? detections
    : detections.filter((detection) => isShown(recipe, detection));
}

function headOptions(wish: InspectOptions, defaults: HeadOptions): HeadOptions {
  return {
    confidence: wish.confidence ?? defaults.confidence,
    iou: wish.iou ?? defaults.iou,
    maxDetections: wish.maxDetections ?? defaults.maxDetections,
  };
}
