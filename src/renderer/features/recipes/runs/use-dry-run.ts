import { useEffect, useRef, useState } from 'react';
import type { DryRunSummary, Flip } from '../../../../shared/recipes/dry-run.ts';
import { isAbort, type RequestProblem, toProblem } from '../../../api/problem.ts';
import { type DryRunWish, dryRunLines } from '../../../api/recipes.ts';

/** More flips than these nobody reads; the summary counts all of them. */
export const FLIPS_SHOWN = 500;

export interface DryRunState {
  readonly step: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly inspections: number;
  readonly flips: readonly Flip[];
  readonly summary: DryRunSummary | null;
  readonly problem: RequestProblem | null;
}

const IDLE: DryRunState = {
  step: 'idle',
  inspections: 0,
  flips: [],
  summary: null,
  problem: null,
};

export interface DryRun {
  readonly state: DryRunState;
  readonly start: (wish: DryRunWish) => Promise<void>;
  readonly cancel: () => void;
}

/** One dry run at a time; it ends with the screen. */
export function useDryRun(): DryRun {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (wish: DryRunWish): Promise<void> => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const flips: Flip[] = [];
    setState({ ...IDLE, step: 'running' });
    try {
      for await (const line of dryRunLines(wish, abort.signal)) {
        if (line.kind === 'flip') {
          if (flips.length < FLIPS_SHOWN) flips.push(line);
        } else if (line.kind === 'progress') {
          // With the progress, not with each flip: a slice brings up to 200 of them.
          setState({ ...IDLE, step: 'running', inspections: line.inspections, flips: [...flips] });
        } else {
          const { inspections } = line;
          setState({ ...IDLE, step: 'done', inspections, flips: [...flips], summary: line });
        }
      }
    } catch (error) {
      if (running.current !== abort) return;
      setState((before) =>
        isAbort(error)
          ? { ...before, step: 'cancelled' }
          : { ...before, step: 'failed', problem: toProblem(error) },
      );
    }
  };
  return { state, start, cancel: () => running.current?.abort() };
}
