import { assertNever } from '../../../shared/assert-never.ts';
import type { RegionMask } from '../../../shared/masks/region-mask.ts';
import type { Mask2FormerSpec } from '../../../shared/models.ts';
import type { Head, RawDetection, TensorValue } from '../types.ts';
import { argmaxCandidates, type Candidate, topCandidates } from './candidates.ts';
import { inputTensor, levelTables } from './input.ts';
import { readOutputs } from './output-tensors.ts';
import { type GridPlacement, nearestPlacement, placeRuns, samePlacement } from './region.ts';
import type { Size } from './target-size.ts';
import { type ColumnRuns, type LogitMap, positiveRuns } from './upsample.ts';

/** Hugging Face enlarges every model's masks to this square before it looks at them. */
const GRID_SIDE = 384;
const GRID: Size = { width: GRID_SIDE, height: GRID_SIDE };

/**
 * Mask2Former around `session.run`: Hugging Face's `Mask2FormerImageProcessor` before it, and
 * behind it `post_process_instance_segmentation` with binary maps (rule `huggingface`) or the rule
 * of the old server (rule `argmax`). `confidence` is Hugging Face's `threshold`. Neither rule has
 * a non-maximum suppression, so `iou` is not used.
 *
 * Memory does not depend on queries times pixels: a mask is only ever looked at for a query that
 * can be kept, one at a time, and leaves as runs.
 */
export function createMask2FormerHead(spec: Mask2FormerSpec): Head<Size> {
  const tables = levelTables(spec);
  return {
    defaults: {
      confidence: 0.5,
      iou: 1,
      maxDetections: spec.queries ?? Number.MAX_SAFE_INTEGER,
    },
    prepare: (picture) => ({
      input: inputTensor(picture, spec, tables),
      context: { width: picture.width, height: picture.height },
    }),
    detect: (outputs, picture, options) =>
      detections(spec, outputs, picture, options.confidence)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, options.maxDetections),
  };
}

function detections(
  spec: Mask2FormerSpec,
  outputs: Readonly<Record<string, TensorValue>>,
  picture: Size,
  threshold: number,
): readonly RawDetection[] {
  const { classes, mask } = readOutputs(outputs, spec);
  switch (spec.rule) {
    case 'huggingface': {
      const placement = nearestPlacement(GRID_SIDE, picture);
      return topCandidates(classes, threshold).flatMap((candidate) => {
        const { runs, meanProbability } = scoredRuns(mask(candidate.query));
        const score = candidate.probability * meanProbability;
        return score >= threshold ? placed(candidate, score, runs, placement) : [];
      });
    }
    case 'argmax': {
      const placement = samePlacement(picture);
      return argmaxCandidates(classes, threshold).flatMap((candidate) => {
        const runs = positiveRuns(mask(candidate.query), picture, unweighed);
        return placed(candidate, candidate.probability, runs, placement);
      });
    }
    default:
      return assertNever(spec.rule);
  }
}

/** The mask over 0 with the mean probability inside it, which weighs the class's probability. */
function scoredRuns(map: LogitMap): {
  readonly runs: ColumnRuns | null;
  readonly meanProbability: number;
} {
  const runs = positiveRuns(map, GRID, sigmoid);
  if (runs === null) return { runs, meanProbability: 0 };
  return { runs, meanProbability: runs.weight / (countPixels(runs) + 1e-6) };
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
const unweighed = (): number => 0;

function countPixels({ columns }: ColumnRuns): number {
  let count = 0;
  for (const runs of columns) {
    for (let i = 0; i < runs.length; i += 2) count += runs[i + 1]! - runs[i]!;
  }
  return count;
}

function placed(
  { classId }: Candidate,
  score: number,
  runs: ColumnRuns | null,
  placement: GridPlacement,
): readonly RawDetection[] {
  const mask = runs === null ? null : placeRuns(runs, placement);
  return mask === null ? [] : [{ classId, score, box: boxOf(mask), mask }];
}

function boxOf({ x, y, width, height }: RegionMask): RawDetection['box'] {
  return [x, y, x + width, y + height];
}
