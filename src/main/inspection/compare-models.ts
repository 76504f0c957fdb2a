import { agreement, type Comparison } from '../../shared/comparisons.ts';
import type { ModelKind } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { HistoryEntry } from '../../shared/history-entry.ts';
import type { Actor } from '../../shared/log.ts';
import { parseRecipe } from '../../shared/recipe.ts';
import { withConfidence } from '../../shared/recipes/scores.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { InferenceEngine } from '../inference/types.ts';
import type { ComparisonStore } from '../log/comparison-store.ts';
import type { PictureIndex } from '../log/picture-index.ts';
import type { SearchReader } from '../log/search/search-reader.ts';
import { uuidv7 } from '../log/uuid.ts';
import type { ModelLibrary, ResolvedModel } from '../models/library.ts';
import { judgePicture } from './judge-picture.ts';
import { type KeptPicture, type KeptPictures, keptPictures, unlike } from './kept-pictures.ts';
import { withoutWeak } from './without-weak.ts';

export interface CompareParts extends KeptPictures {
  readonly engine: Pick<InferenceEngine, 'judge'>;
  readonly library: Pick<ModelLibrary, 'resolve'>;
  readonly stationLog: {
    readonly pictures: Pick<PictureIndex, 'find'>;
    readonly comparisons: Pick<ComparisonStore, 'add'>;
    readonly search: Pick<SearchReader, 'entry'>;
  };
  readonly events: Pick<EventBus, 'publish'>;
}

const OTHER: Readonly<Record<ModelKind, ModelKind>> = { yolo: 'mask2former', mask2former: 'yolo' };

/**
 * What the live model of the other kind makes of an inspected picture, by the recipe and thresholds of
 * then. It is kept beside the inspection and is none itself, so that the part counts once; the same
 * version is not asked twice.
 *
 * @throws PitchlineError INSPECTION_NOT_FOUND, COMPARISON_IMPOSSIBLE, MODEL_NOT_FOUND, INFERENCE_BUSY,
 *   INFERENCE_DOWN, CANCELLED
 */
export async function compareModels(
  parts: CompareParts,
  inspectionId: string,
  actor: Actor,
  signal?: AbortSignal,
): Promise<Comparison> {
  const { library, stationLog, events } = parts;
  const entry = await stationLog.search.entry(inspectionId, signal);
  if (entry.model === null || entry.error !== null) {
    throw impossible(['No model judged this picture, so there is nothing to compare with.']);
  }
  const model = await library.resolve(OTHER[entry.model.kind]);
  const known = versionIn(entry, model);
  if (known !== undefined) return known;
  const { opinion, picture } = await judgeByOther(parts, entry, model, signal);
  const now = new Date();
  const comparison: Comparison = {
    id: uuidv7(now),
    at: now.toISOString(),
    ...opinion,
    picture,
    personId: actor.personId,
  };
  if (!stationLog.comparisons.add(entry, comparison, actor)) {
    // Somebody else asked at the same time, and theirs is kept.
    const again = await stationLog.search.entry(inspectionId, signal);
    return versionIn(again, model) ?? comparison;
  }
  events.publish({
    kind: 'comparison.added',
    inspectionId,
    agreement: agreement(entry.verdict, comparison),
    disposition: entry.disposition,
  });
  return comparison;
}

function versionIn({ comparisons }: HistoryEntry, { ref }: ResolvedModel): Comparison | undefined {
  return comparisons.find(({ model }) => model.sha256 === ref.sha256);
}

type Opinion = Pick<Comparison, 'verdict' | 'reasons' | 'model' | 'device' | 'detections'>;

async function judgeByOther(
  parts: CompareParts,
  entry: HistoryEntry,
  model: ResolvedModel,
  signal: AbortSignal | undefined,
): Promise<{ readonly opinion: Opinion; readonly picture: KeptPicture['picture'] }> {
  const { thresholds } = entry;
  const recipe = withConfidence(
    parseRecipe(entry.recipeDocument),
    thresholds.confidence ?? undefined,
  );
  const problems: string[] = [];
  for (const kept of keptPictures(parts, entry)) {
    const { judged } = await judgePicture(
      parts.engine,
      {
        ...{ file: entry.file, path: kept.path, model, recipe, floor: thresholds.floor },
        iou: thresholds.iou ?? undefined,
        tiling: thresholds.tiling === 'model' ? undefined : thresholds.tiling,
        // What the first one ran on may be nothing for this one.
        device: 'auto',
        ...{ overlay: false, evidence: null },
      },
      signal,
    );
    const problem = judged.error?.message ?? unlike(kept, judged, entry);
    const { verdict } = judged;
    if (problem === null && verdict !== 'error') {
      const { reasons, detections, device } = withoutWeak(judged, recipe);
      const opinion = { verdict, reasons, model: model.ref, device, detections };
      return { opinion, picture: kept.picture };
    }
    problems.push(problem ?? 'It could not be judged.');
  }
  throw impossible(problems);
}

function impossible(why: readonly string[]): PitchlineError {
  return new PitchlineError(
    'COMPARISON_IMPOSSIBLE',
    `The other model cannot be asked about this picture. ${why.join(' ')}`,
  );
}
