import type { Verdict } from '../domain.ts';
import { type Interval, wilson } from '../wilson.ts';

export interface JudgedPart {
  readonly verdict: Verdict;
  /** Whether a label says that something is wrong with it. */
  readonly defective: boolean;
}

/** A share of pictures, and where it lies with 95 % confidence; null of none. */
export interface Rate {
  readonly hits: number;
  readonly of: number;
  readonly rate: number | null;
  readonly interval: Interval | null;
}

export interface VerdictFigures {
  readonly defective: Readonly<Record<Verdict, number>>;
  readonly good: Readonly<Record<Verdict, number>>;
  /** Defective pictures judged OK. */
  readonly escapes: Rate;
  /** Good pictures judged NG or sent to a person. */
  readonly falseRejects: Rate;
}

/** What the verdicts on labelled pictures would mean on the line. `error` is no verdict on a part. */
export function countVerdicts(parts: readonly JudgedPart[]): VerdictFigures {
  const defective = tally(parts.filter((part) => part.defective));
  const good = tally(parts.filter((part) => !part.defective));
  return {
    defective,
    good,
    escapes: rate(defective.ok, judged(defective)),
    falseRejects: rate(good.ng + good.review, judged(good)),
  };
}

function tally(parts: readonly JudgedPart[]): Record<Verdict, number> {
  const counts = { ok: 0, ng: 0, review: 0, error: 0 };
  for (const { verdict } of parts) counts[verdict] += 1;
  return counts;
}

function judged({ ok, ng, review }: Readonly<Record<Verdict, number>>): number {
  return ok + ng + review;
}

function rate(hits: number, of: number): Rate {
  return { hits, of, rate: of === 0 ? null : hits / of, interval: wilson(hits, of) };
}
