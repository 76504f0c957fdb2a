import { areaOf } from './overlap.ts';
import type { By, Found, Labelled } from './types.ts';

/** Areas in square pixels, both ends included. */
export interface AreaRange {
  readonly from: number;
  readonly to: number;
}

/** One class in one picture: detections by falling score, and their overlaps with the labels. */
export interface Compared {
  readonly found: readonly Found[];
  readonly labels: readonly Labelled[];
  /** [detections][labels], 0…1. */
  readonly overlaps: readonly (readonly number[])[];
}

/** What became of one detection at each threshold. */
export interface Fate {
  readonly score: number;
  readonly matched: readonly boolean[];
  /** Neither right nor wrong: it found a crowd, or something of another size. */
  readonly ignored: readonly boolean[];
}

export interface Matches {
  /** In the order of `Compared.found`. */
  readonly fates: readonly Fate[];
  /** Labels that should have been found. */
  readonly positives: number;
}

/** Two overlaps that differ by less than this are one at a threshold of 1. */
const NEARLY_ONE = 1 - 1e-10;

/**
 * Gives each detection the label that it overlaps most, the best score first, as COCO does it
 * (pycocotools, `COCOeval.evaluateImg`): a label is taken once, a crowd any number of times; crowds and
 * labels outside the range of areas are second choice, and what they take is ignored, as is a
 * detection outside the range that took nothing.
 *
 * @param thresholds overlaps from which a detection may take a label
 */
export function matchPicture(
  compared: Compared,
  thresholds: readonly number[],
  range: AreaRange,
  by: By,
): Matches {
  const labels = compared.labels.map((label, index) => ({
    index,
    crowd: label.crowd,
    ignored: label.crowd || isOutside(label.area, range),
  }));
  const ordered = [...labels.filter((one) => !one.ignored), ...labels.filter((one) => one.ignored)];
  const columns = thresholds.map((threshold) => takeLabels(compared.overlaps, ordered, threshold));
  const fates = compared.found.map((one, place) => {
    const taken = columns.map((column) => column[place] ?? null);
    const outside = isOutside(areaOf(one, by), range);
    return {
      score: one.score,
      matched: taken.map((label) => label !== null),
      ignored: taken.map((label) => label?.ignored ?? outside),
    };
  });
  return { fates, positives: labels.filter((one) => !one.ignored).length };
}

interface Candidate {
  readonly index: number;
  readonly crowd: boolean;
  readonly ignored: boolean;
}

/** The label that each detection takes at one threshold, null for none. */
function takeLabels(
  overlaps: Compared['overlaps'],
  labels: readonly Candidate[],
  threshold: number,
): readonly (Candidate | null)[] {
  const taken = new Set<Candidate>();
  return overlaps.map((row) => {
    let best: Candidate | null = null;
    let least = Math.min(threshold, NEARLY_ONE);
    for (const label of labels) {
      if (taken.has(label) && !label.crowd) continue;
      // The ignored ones come last: whoever has a real one leaves them alone.
      if (best !== null && !best.ignored && label.ignored) break;
      const overlap = row[label.index]!;
      if (overlap < least) continue;
      // On a tie the later label wins, as there.
      least = overlap;
      best = label;
    }
    if (best !== null) taken.add(best);
    return best;
  });
}

function isOutside(area: number, { from, to }: AreaRange): boolean {
  return area < from || area > to;
}
