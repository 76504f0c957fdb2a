import type { Detection, Device } from '../../shared/domain.ts';
import { fromCocoMask, maskIou } from '../../shared/masks/index.ts';
import type { ParityReport } from './types.ts';

/** The bar of the golden files, and of a device against the CPU. */
export const PARITY_BAR = {
  boxPx: 1,
  score: 0.01,
  maskIou: 0.98,
  /** Share of the detections that must agree; as many may be extra or missing. */
  matched: 0.99,
} as const;

/** One picture judged on the CPU and on the device, both down to `threshold - PARITY_BAR.score`. */
export interface ParityPair {
  readonly cpu: readonly Detection[];
  readonly device: readonly Detection[];
  readonly cpuMs: number;
  readonly deviceMs: number;
}

interface Difference {
  readonly boxPx: number;
  readonly score: number;
  readonly maskIou: number | null;
}

/**
 * Compares a device with the CPU. Every detection over the threshold, of either side, must have a
 * partner; partners may lie a little under it, because a score of 0.2501 may become 0.2499.
 *
 * @param threshold score from which detections count
 */
export function compareParity(
  device: Device,
  pairs: readonly ParityPair[],
  threshold: number,
): ParityReport {
  let detections = 0;
  const differences: Difference[] = [];
  for (const pair of pairs) {
    const matches = match(pair.cpu, pair.device);
    const counted = matches.filter(([a, b]) => Math.max(a.score, b.score) >= threshold);
    const alone = (side: 0 | 1, all: readonly Detection[]): number => {
      const paired = new Set(matches.map((couple) => couple[side]));
      return all.filter((item) => item.score >= threshold + PARITY_BAR.score && !paired.has(item))
        .length;
    };
    detections += counted.length + alone(0, pair.cpu) + alone(1, pair.device);
    differences.push(...counted.map(([a, b]) => difference(a, b)));
  }
  const matched = differences.filter(agrees).length;
  const ious = differences.flatMap(({ maskIou: iou }) => (iou === null ? [] : [iou]));
  return {
    device,
    pictures: pairs.length,
    detections,
    matched,
    maxBoxDifferencePx: Math.max(0, ...differences.map(({ boxPx }) => boxPx)),
    maxScoreDifference: Math.max(0, ...differences.map(({ score }) => score)),
    minMaskIou: ious.length === 0 ? null : Math.min(...ious),
    cpuMs: mean(pairs.map(({ cpuMs }) => cpuMs)),
    deviceMs: mean(pairs.map(({ deviceMs }) => deviceMs)),
    // Nothing found is nothing proved.
    passed: detections > 0 && matched >= PARITY_BAR.matched * detections,
  };
}

/** Couples detections of one class that mean the same thing, the closest first. */
function match(
  left: readonly Detection[],
  right: readonly Detection[],
): readonly (readonly [Detection, Detection])[] {
  const candidates = left
    .flatMap((a) => right.filter((b) => b.classId === a.classId).map((b) => closeness(a, b)))
    .filter(({ iou, boxPx }) => iou >= 0.5 || boxPx <= PARITY_BAR.boxPx)
    .sort((x, y) => x.boxPx - y.boxPx || x.score - y.score);
  const taken = new Set<Detection>();
  const couples: (readonly [Detection, Detection])[] = [];
  for (const { a, b } of candidates) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    couples.push([a, b]);
  }
  return couples;
}

function closeness(a: Detection, b: Detection) {
  return { a, b, iou: boxIou(a, b), boxPx: boxDistance(a, b), score: Math.abs(a.score - b.score) };
}

/** 0 for boxes without area, which clipping at the border leaves now and then. */
function boxIou({ box: a }: Detection, { box: b }: Detection): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: Detection['box']): number => (box[2] - box[0]) * (box[3] - box[1]);
  return (width * height) / (area(a) + area(b) - width * height);
}

/** The largest distance between two sides that belong together. */
function boxDistance({ box: a }: Detection, { box: b }: Detection): number {
  return Math.max(...([0, 1, 2, 3] as const).map((side) => Math.abs(a[side] - b[side])));
}

function difference(a: Detection, b: Detection): Difference {
  return {
    boxPx: boxDistance(a, b),
    score: Math.abs(a.score - b.score),
    maskIou:
      a.mask === undefined || b.mask === undefined
        ? null
        : maskIou(fromCocoMask(a.mask), fromCocoMask(b.mask)),
  };
}

function agrees({ boxPx, score, maskIou: iou }: Difference): boolean {
  return (
    boxPx <= PARITY_BAR.boxPx &&
    score <= PARITY_BAR.score &&
    (iou === null || iou >= PARITY_BAR.maskIou)
  );
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
