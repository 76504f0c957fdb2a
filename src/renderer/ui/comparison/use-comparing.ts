import { useCallback, useState } from 'react';
import { agreement, type Comparison } from '../../../shared/comparisons.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { compareModels } from '../../api/comparisons.ts';
import { type RequestProblem, toProblem } from '../../api/problem.ts';

export interface Comparing {
  /** The other model's opinion, to be shown beside the station's; null where only that is shown. */
  readonly shown: Comparison | null;
  readonly isAsking: boolean;
  readonly problem: RequestProblem | null;
  /** Whether there is a verdict to compare with. */
  readonly isPossible: boolean;
  /** Shows both, asking the other model, or only the station's again. */
  readonly toggle: () => void;
}

interface Wish {
  readonly id: string;
  readonly isShown: boolean;
  readonly comparison: Comparison | null;
  readonly problem: RequestProblem | null;
}

/**
 * Whether both models' drawings of an inspection are shown. Where they are known to disagree they are;
 * otherwise the other model is asked only when somebody wants it, for this picture alone.
 */
export function useComparing(entry: HistoryEntry | null): Comparing {
  const [wish, setWish] = useState<Wish | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const id = entry?.id ?? null;
  const own = wish !== null && wish.id === id ? wish : null;
  const newest = entry?.comparisons.at(-1) ?? null;
  const disagrees =
    entry !== null && newest !== null && agreement(entry.verdict, newest) === 'differs';
  const isShown = own?.isShown ?? disagrees;
  const isPossible = entry !== null && entry.model !== null && entry.error === null;

  const toggle = useCallback((): void => {
    if (id === null || !isPossible || asking === id) return;
    const nothing = { id, comparison: null, problem: null };
    setWish({ ...nothing, isShown: !isShown });
    if (isShown) return;
    setAsking(id);
    // Another picture may be on the screen when the answer comes.
    const answer = (what: Wish): void =>
      setWish((before) => (before?.id === id && before.isShown ? what : before));
    compareModels(id)
      .then(
        (comparison) => answer({ ...nothing, isShown: true, comparison }),
        (error) => answer({ ...nothing, isShown: false, problem: toProblem(error) }),
      )
      .finally(() => setAsking((before) => (before === id ? null : before)));
  }, [id, isPossible, isShown, asking]);

  return {
    shown: isShown ? (own?.comparison ?? newest) : null,
    isAsking: asking !== null && asking === id,
    problem: own?.problem ?? null,
    isPossible,
    toggle,
  };
}
