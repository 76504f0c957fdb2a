import type { RawDetection } from '../../../src/main/vision/types.ts';
import { fromCocoMask, maskIou } from '../../../src/shared/masks/index.ts';
import type { GoldenDetection } from './load.ts';

/** What the station promises: this close to the reference … */
const BOX_PIXELS = 1;
const SCORE = 0.01;
const MASK_IOU = 0.98;
/** … on all but this share of the detections over this score, and no more than this share extra. */
const EXCEPTIONS = 0.01;
const COUNTED_SCORE = 0.25;

/** Figures of one case, over all its pictures. */
export interface Tally {
  /** Reference detections that count: over the score, not within `SCORE` of it. */
  readonly detections: number;
  /** Of these, found as close as promised. */
  readonly matched: number;
  /** Ours that count and are none of the reference's. */
  readonly extra: number;
  /** Worst differences over everything that was found at all. */
  readonly worstBox: number;
  readonly worstScore: number;
  readonly worstIou: number;
}

export const EMPTY_TALLY: Tally = {
  detections: 0,
  matched: 0,
  extra: 0,
  worstBox: 0,
  worstScore: 0,
  worstIou: 1,
};

/** How far one of ours is from one of the reference's. */
interface Distance {
  readonly box: number;
  readonly score: number;
  readonly iou: number;
}

/** Compares what was found in one picture. Each of ours answers for one of the reference's. */
export function compareDetections(
  reference: readonly GoldenDetection[],
  ours: readonly RawDetection[],
): Tally {
  const free = new Set(ours);
  let tally = EMPTY_TALLY;
  for (const expected of reference.toSorted((a, b) => b.score - a.score)) {
    const found = closest(expected, free);
    if (found) free.delete(found.detection);
    if (expected.score <= COUNTED_SCORE + SCORE) continue;
    const { box, score, iou } = found?.distance ?? { box: 0, score: 0, iou: 1 };
    const close = box <= BOX_PIXELS && score <= SCORE && iou >= MASK_IOU;
    tally = addTallies(tally, {
      detections: 1,
      matched: found && close ? 1 : 0,
      extra: 0,
      worstBox: box,
      worstScore: score,
      worstIou: iou,
    });
  }
  const extra = [...free].filter(({ score }) => score > COUNTED_SCORE + SCORE).length;
  return { ...tally, extra };
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    detections: a.detections + b.detections,
    matched: a.matched + b.matched,
    extra: a.extra + b.extra,
    worstBox: Math.max(a.worstBox, b.worstBox),
    worstScore: Math.max(a.worstScore, b.worstScore),
    worstIou: Math.min(a.worstIou, b.worstIou),
  };
}

export function meetsBar({ detections, matched, extra }: Tally): boolean {
  const allowed = detections * EXCEPTIONS;
  return detections > 0 && detections - matched <= allowed && extra <= allowed;
}

export function printTallies(title: string, tallies: ReadonlyMap<string, Tally>): void {
  console.log(title);
  console.table(
    Object.fromEntries(
      Array.from(tallies, ([name, tally]) => [
        name,
        {
          detections: tally.detections,
          matched: tally.matched,
          missing: tally.detections - tally.matched,
          extra: tally.extra,
          'worst box, px': Number(tally.worstBox.toFixed(4)),
          'worst score': Number(tally.worstScore.toFixed(6)),
          'worst mask IoU': Number(tally.worstIou.toFixed(5)),
        },
      ]),
    ),
  );
}

/** The one of the same class that overlaps most in box, score and mask taken together. */
function closest(
  expected: GoldenDetection,
  candidates: Iterable<RawDetection>,
): { readonly detection: RawDetection; readonly distance: Distance } | null {
  let best: { detection: RawDetection; distance: Distance; cost: number } | null = null;
  for (const detection of candidates) {
    if (detection.classId !== expected.classId) continue;
    const box = boxDistance(expected, detection);
    // Much further off than this it is another one; masks are only compared where it may be the same.
    if (box > 20 * BOX_PIXELS) continue;
    const score = Math.abs(expected.score - detection.score);
    const iou = maskAgreement(expected, detection);
    const cost = box / BOX_PIXELS + score / SCORE + (1 - iou) / (1 - MASK_IOU);
    if (best === null || cost < best.cost) {
      best = { detection, distance: { box, score, iou }, cost };
    }
  }
  return best;
}

function boxDistance(a: GoldenDetection, b: RawDetection): number {
  return Math.max(...a.box.map((side, index) => Math.abs(side - b.box[index]!)));
}

/** 1 where neither has a mask, 0 where only one has. */
function maskAgreement(expected: GoldenDetection, detection: RawDetection): number {
  if (expected.mask === undefined) return detection.mask === null ? 1 : 0;
  return detection.mask === null ? 0 : maskIou(fromCocoMask(expected.mask), detection.mask);
}
