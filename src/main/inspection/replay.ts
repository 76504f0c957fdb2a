import { isDeepStrictEqual } from 'node:util';
import type { Detection, Inspection } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { HistoryEntry } from '../../shared/history-entry.ts';
import { parseRecipe } from '../../shared/recipe.ts';
import { withConfidence } from '../../shared/recipes/scores.ts';
import type { Replay } from '../../shared/replay.ts';
import { compareParity } from '../inference/parity.ts';
import type { InferenceEngine } from '../inference/types.ts';
import type { ModelLibrary, ResolvedModel } from '../models/library.ts';
import { type Judged, judgePicture } from './judge-picture.ts';
import { type KeptPicture, type KeptPictures, keptPictures, unlike } from './kept-pictures.ts';

export interface ReplayParts extends KeptPictures {
  readonly engine: Pick<InferenceEngine, 'judge'>;
  readonly library: Pick<ModelLibrary, 'resolve'>;
}

/**
 * Judges a picture again from what its row says (model by its sha256, recipe, thresholds, tiling) and
 * compares. Nothing is recorded.
 *
 * @throws PitchlineError INFERENCE_BUSY, CANCELLED
 */
export async function replay(
  parts: ReplayParts,
  entry: HistoryEntry,
  signal?: AbortSignal,
): Promise<Replay> {
  const model = await modelOf(parts.library, entry);
  if (typeof model === 'string') return impossible(entry, [model]);
  const problems: string[] = [];
  for (const candidate of keptPictures(parts, entry)) {
    const judged = await judgeAgain(parts, entry, model, candidate.path, signal);
    const problem = unlike(candidate, judged, entry);
    if (problem === null) return compare(entry, judged, candidate, problems);
    problems.push(problem);
  }
  return impossible(entry, problems);
}

/** The very version that judged, or why it is not there. */
async function modelOf(
  library: Pick<ModelLibrary, 'resolve'>,
  { model }: HistoryEntry,
): Promise<ResolvedModel | string> {
  if (model === null) return 'No model judged it, so there is nothing to judge again with.';
  for (const ref of [model.sha256, model.ref]) {
    try {
      const resolved = await library.resolve(ref);
      if (resolved.ref.sha256 === model.sha256) return resolved;
    } catch (error) {
      if (!(error instanceof PitchlineError)) throw error;
    }
  }
  return `The model version that judged it (${model.ref}, sha256 ${model.sha256.slice(0, 12)}…) is not installed any more. Import it again.`;
}

async function judgeAgain(
  { engine }: ReplayParts,
  entry: HistoryEntry,
  model: ResolvedModel,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Judged> {
  const { thresholds } = entry;
  const request = {
    file: entry.file,
    path,
    model,
    recipe: withConfidence(parseRecipe(entry.recipeDocument), thresholds.confidence ?? undefined),
    floor: thresholds.floor,
    iou: thresholds.iou ?? undefined,
    tiling: thresholds.tiling === 'model' ? undefined : thresholds.tiling,
    overlay: false,
    evidence: null,
  };
  const device = entry.device ?? thresholds.device;
  const { judged } = await judgePicture(engine, { ...request, device }, signal);
  if (judged.error?.code !== 'DEVICE_NOT_AVAILABLE' || entry.error !== null) return judged;
  // Another machine, or a card that was taken out: whatever computes here must agree with it.
  return (await judgePicture(engine, { ...request, device: 'auto' }, signal)).judged;
}

function compare(
  entry: HistoryEntry,
  judged: Judged,
  { picture }: KeptPicture,
  problems: readonly string[],
): Replay {
  const before = [...entry.detections, ...entry.weakDetections];
  const { device, timings } = judged;
  const { detections, matched, ...differences } = compareParity(
    device ?? 'cpu',
    [
      {
        cpu: before,
        device: judged.detections,
        cpuMs: entry.timings.totalMs,
        deviceMs: timings.totalMs,
      },
    ],
    entry.thresholds.floor,
  );
  const words = [
    ...(matched === detections
      ? []
      : [`${detections - matched} of ${detections} detections have no partner that agrees.`]),
    ...(judged.verdict === entry.verdict
      ? []
      : [`The verdict was ${entry.verdict} and is ${judged.verdict} now.`]),
    ...(judged.error?.code === entry.error?.code
      ? []
      : [`The error was ${nameOf(entry)} and is ${nameOf(judged)} now.`]),
  ];
  const lossy =
    picture === 'webp'
      ? [
          'Judged was a WebP of the picture, whose pixels differ a little from those of the first time.',
        ]
      : [];
  return {
    id: entry.id,
    outcome: words.length === 0 ? 'same' : 'different',
    identical: isDeepStrictEqual(byScore(before), byScore(judged.detections)),
    picture,
    before: sideOf(entry, before),
    now: sideOf(judged, judged.detections),
    matched,
    maxBoxDifferencePx: differences.maxBoxDifferencePx,
    maxScoreDifference: differences.maxScoreDifference,
    minMaskIou: differences.minMaskIou,
    differences: words,
    notes: [...problems, ...lossy],
  };
}

function impossible(entry: HistoryEntry, why: readonly string[]): Replay {
  return {
    id: entry.id,
    outcome: 'impossible',
    identical: false,
    picture: null,
    before: sideOf(entry, [...entry.detections, ...entry.weakDetections]),
    now: null,
    matched: null,
    maxBoxDifferencePx: null,
    maxScoreDifference: null,
    minMaskIou: null,
    differences: [],
    notes: [...why],
  };
}

type Side = Pick<Inspection, 'verdict' | 'device' | 'error'>;

function sideOf({ verdict, device, error }: Side, detections: readonly Detection[]) {
  return { verdict, device, detections: detections.length, error };
}

function nameOf({ error }: Side): string {
  return error?.code ?? 'none';
}

/** The log keeps those that matter before the weak ones. */
function byScore(detections: readonly Detection[]): readonly Detection[] {
  return detections.toSorted((a, b) => b.score - a.score || a.classId - b.classId);
}
