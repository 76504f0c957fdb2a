import { intersectionArea, maskArea } from '../../../shared/masks/index.ts';
import type { RawDetection, Rect } from '../types.ts';
import { boxGap, CONTAINED, containment } from './agreement.ts';
import { byScoreAndPlace } from './piece.ts';

/** A joined detection, and the tiles that saw it. */
export interface Merged extends RawDetection {
  readonly seenBy: ReadonlySet<Rect>;
}

/**
 * Drops the echo of two joined detections of one class when one lies inside the other and no tile
 * saw both: the same defect at two scales, mostly of a tile and of the whole picture. The better
 * score stays, except that a larger one goes before a smaller one whose tiles did not have all of
 * it in view; it takes over the better score.
 */
export function withoutEchoes(merged: readonly Merged[]): readonly Merged[] {
  let kept: Merged[] = [];
  for (const candidate of merged.toSorted(byScoreAndPlace)) {
    const related = kept.filter((better) => isEcho(better, candidate));
    if (related.length === 0) {
      kept.push(candidate);
    } else if (related.every((better) => showsLess(better, candidate))) {
      const score = Math.max(...related.map((better) => better.score));
      kept = [...kept.filter((better) => !related.includes(better)), { ...candidate, score }];
    }
  }
  return kept.toSorted(byScoreAndPlace);
}

function isEcho(a: Merged, b: Merged): boolean {
  // Most pairs are nowhere near each other.
  if (a.classId !== b.classId || boxGap(a.box, b.box) >= 0) return false;
  if ([...a.seenBy].some((rect) => b.seenBy.has(rect))) return false;
  return Math.max(shareInside(a, b), shareInside(b, a)) >= CONTAINED;
}

/** `better` lies inside `candidate`, and none of its tiles had all of `candidate` in view. */
function showsLess(better: Merged, candidate: Merged): boolean {
  const inside = shareInside(better, candidate) >= CONTAINED;
  return inside && ![...better.seenBy].some((rect) => covers(rect, candidate));
}

function shareInside(inner: Merged, outer: Merged): number {
  if (inner.mask === null || outer.mask === null) return containment(inner.box, outer.box);
  return intersectionArea(inner.mask, outer.mask) / maskArea(inner.mask);
}

function covers(rect: Rect, { box: [x1, y1, x2, y2] }: Merged): boolean {
  return rect.x <= x1 && rect.y <= y1 && rect.x + rect.width >= x2 && rect.y + rect.height >= y2;
}
