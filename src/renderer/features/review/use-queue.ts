import { useCallback, useEffect, useState } from 'react';
import { useStationEvents } from '../../api/events.ts';
import { type RequestProblem, toProblem } from '../../api/problem.ts';
import { waitingIds } from '../../api/review.ts';
import { EMPTY_QUEUE, type QueueState, withEvent, withWaiting } from './queue-state.ts';

export interface Queue {
  readonly state: QueueState;
  readonly isLoading: boolean;
  readonly problem: RequestProblem | null;
  change(to: (state: QueueState) => QueueState): void;
  retry(): void;
}

/** The queue as the log has it when the screen opens, and as events change it from then on. */
export function useQueue(): Queue {
  const [state, setState] = useState(EMPTY_QUEUE);
  const [isLoading, setLoading] = useState(true);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is the trigger
  useEffect(() => {
    const abort = new AbortController();
    waitingIds(abort.signal).then(
      (ids) => {
        setState((before) => withWaiting(before, ids));
        setProblem(null);
        setLoading(false);
      },
      (error) => {
        if (abort.signal.aborted) return;
        setProblem(toProblem(error));
        setLoading(false);
      },
    );
    return () => abort.abort();
  }, [round]);

  const retry = useCallback(() => setRound((before) => before + 1), []);
  useStationEvents((event) => {
    if (event.kind === 'ready') {
      if (event.missed) retry();
      return;
    }
    setState((before) => withEvent(before, event));
  });
  return { state, isLoading, problem, change: setState, retry };
}
