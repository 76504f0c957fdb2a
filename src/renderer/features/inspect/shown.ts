import { assertNever } from '../../../shared/assert-never.ts';
import type { Detection, Inspection, Verdict } from '../../../shared/domain.ts';
import { judgeByConfidence } from '../../../shared/verdict.ts';
import type { RequestProblem } from '../../api/problem.ts';
import type { Outcome } from './desk-state.ts';

/** A detection and its place in the inspection's own list, by which drawing and list find each other. */
export interface ShownDetection {
  readonly index: number;
  readonly detection: Detection;
}

/** What the screen says about one picture and one model at the present threshold. */
export type Shown =
  | { readonly step: 'none' | 'waiting' | 'sending' | 'judging' | 'cancelled' }
  | {
      readonly step: 'problem';
      readonly verdict: 'error';
      readonly cause: 'picture' | 'request';
      readonly problem: RequestProblem;
    }
  | {
      readonly step: 'judged';
      readonly verdict: Verdict;
      readonly inspection: Inspection;
      /** From the threshold up, highest score first. */
      readonly detections: readonly ShownDetection[];
      readonly below: number;
    };

/** An error is never an OK: whatever failed is an error here too. */
export function shownOf(outcome: Outcome | undefined, threshold: number): Shown {
  if (outcome === undefined) return { step: 'none' };
  switch (outcome.step) {
    case 'waiting':
    case 'sending':
    case 'judging':
    case 'cancelled':
      return { step: outcome.step };
    case 'failed':
      return { step: 'problem', verdict: 'error', cause: 'request', problem: outcome.problem };
    case 'judged':
      return judged(outcome.inspection, threshold);
    default:
      return assertNever(outcome);
  }
}

function judged(inspection: Inspection, threshold: number): Shown {
  if (inspection.verdict === 'error') {
    const problem = inspection.error ?? { code: 'INTERNAL', message: '' };
    return { step: 'problem', verdict: 'error', cause: 'picture', problem };
  }
  const detections = inspection.detections
    .map((detection, index) => ({ index, detection }))
    .filter(({ detection }) => detection.score >= threshold)
    .sort((a, b) => b.detection.score - a.detection.score);
  return {
    step: 'judged',
    verdict: judgeByConfidence(inspection.detections, threshold),
    inspection,
    detections,
    below: inspection.detections.length - detections.length,
  };
}

/** The verdict alone, for the strip; null where there is none. */
export function verdictOf(outcome: Outcome | undefined, threshold: number): Verdict | null {
  const shown = shownOf(outcome, threshold);
  return shown.step === 'judged' || shown.step === 'problem' ? shown.verdict : null;
}
