import { useCallback, useEffect, useRef, useState } from 'react';
import type { StationEvent } from '../../../shared/events.ts';
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
  /** What happens while the log is asked; null while it is not. */
  const since = useRef<StationEvent[] | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is the trigger
  useEffect(() => {
    const abort = new AbortController();
    since.current = [];
    waitingIds(abort.signal).then(
      (ids) => {
        const missed = since.current ?? [];
        since.current = null;
        setState((before) => withWaiting(before, ids, missed));
        setProblem(null);
        setLoading(false);
      },
      (error) => {
        if (abort.signal.aborted) return;
        since.current = null;
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
    since.current?.push(event);
    setState((before) => withEvent(before, event));
  });
  return { state, isLoading, problem, change: setState, retry };
}
