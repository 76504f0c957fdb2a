import type { Detection, Reason, Verdict } from './domain.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

/**
 * The default rule, until a recipe says otherwise: any detection at or over the threshold is a
 * defect. Pure, so that the page's slider and the station agree.
 *
 * @param threshold a score between 0 and 1
 */
export function judge(
  detections: readonly Pick<Detection, 'className' | 'score'>[],
  threshold: number,
): Judgement {
  const defects = detections.filter((detection) => detection.score >= threshold);
  if (defects.length === 0) return { verdict: 'ok', reasons: [] };
  return {
    verdict: 'ng',
    reasons: defects.map((defect) => ({
      rule: 'any-detection',
      detail: `${defect.className} ${defect.score.toFixed(2)} ≥ ${threshold.toFixed(2)}`,
    })),
  };
}
