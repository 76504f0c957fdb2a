import { useCallback, useEffect, useRef, useState } from 'react';
import type { StationEvent } from '../../../shared/events.ts';
import { useStationEvents } from '../../api/events.ts';
import { type RequestProblem, toProblem } from '../../api/problem.ts';
import { type WaitingPage, waitingPage } from '../../api/review.ts';
import {
  EMPTY_QUEUE,
  type QueueState,
  wantsMore,
  withEvent,
  withPage,
  withWaiting,
} from './queue-state.ts';

export interface Queue {
  readonly state: QueueState;
  readonly isLoading: boolean;
  readonly problem: RequestProblem | null;
  change(to: (state: QueueState) => QueueState): void;
  retry(): void;
}

/**
 * The queue from its beginning as the log has it when the screen opens, further pages as one comes to
 * them, and as events change it.
 */
export function useQueue(): Queue {
  const [state, setState] = useState(EMPTY_QUEUE);
  const [isLoading, setLoading] = useState(true);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [round, setRound] = useState(0);
  /** What happens while the log is asked, for each question that is open. */
  const open = useRef(new Set<StationEvent[]>());
  const read = useRef(0);
  read.current = state.ids.length;

  const load = useCallback(
    (signal: AbortSignal, pages: () => Promise<WaitingPage>, take: typeof withPage): void => {
      setLoading(true);
      const since: StationEvent[] = [];
      open.current.add(since);
      const close = (): void => void open.current.delete(since);
      pages().then(
        (page) => {
          close();
          if (signal.aborted) return;
          setState((before) => take(before, page, since));
          setProblem(null);
          setLoading(false);
        },
        (error) => {
          close();
          if (signal.aborted) return;
          setProblem(toProblem(error));
          setLoading(false);
        },
      );
    },
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is the trigger
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal, () => firstPages(read.current, abort.signal), withWaiting);
    return () => abort.abort();
  }, [round, load]);

  const { next } = state;
  const isNear = wantsMore(state);
  useEffect(() => {
    if (!isNear) return;
    const abort = new AbortController();
    load(abort.signal, () => waitingPage(next, abort.signal), withPage);
    return () => abort.abort();
  }, [isNear, next, load]);

  const retry = useCallback(() => setRound((before) => before + 1), []);
  useStationEvents((event) => {
    if (event.kind === 'ready') {
      if (event.missed) retry();
      return;
    }
    for (const since of open.current) since.push(event);
    // Taken back of one that is not here: whether models disagree about it, the log knows.
    if (event.kind === 'disposition.added' && event.disposition === 'none') retry();
    setState((before) => withEvent(before, event));
  });
  return { state, isLoading, problem, change: setState, retry };
}

/** What waits from the beginning on, at least so many: as far as it was read before a break. */
async function firstPages(least: number, signal: AbortSignal): Promise<WaitingPage> {
  let page = await waitingPage(null, signal);
  while (page.next !== null && page.ids.length < least) {
    const more = await waitingPage(page.next, signal);
    page = { ...more, ids: [...page.ids, ...more.ids] };
  }
  return page;
}
