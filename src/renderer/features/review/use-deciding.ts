import { useCallback, useRef, useState } from 'react';
import type { NewDisposition } from '../../../shared/dispositions.ts';
import { dispose } from '../../api/dispositions.ts';
import { entryQuery } from '../../api/history.ts';
import { type RequestProblem, toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/queries.ts';

interface Decided {
  readonly inspectionId: string;
  readonly dispositionId: string;
}

export interface Deciding {
  readonly problem: RequestProblem | null;
  readonly canUndo: boolean;
  /** @returns whether it is kept */
  decide(id: string, what: NewDisposition): Promise<boolean>;
  /** Takes the last decision back. @returns the inspection that waits again; null where none does */
  undo(): Promise<string | null>;
}

/** Decisions, one at a time: a key that is pressed twice decides once. */
export function useDeciding(): Deciding {
  const [done, setDone] = useState<readonly Decided[]>([]);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const isBusy = useRef(false);

  const say = useCallback(async (id: string, what: NewDisposition): Promise<string | null> => {
    if (isBusy.current) return null;
    isBusy.current = true;
    try {
      const { added } = await dispose(id, what);
      setProblem(null);
      void queryClient.invalidateQueries({ queryKey: entryQuery(id).queryKey });
      return added.id;
    } catch (error) {
      setProblem(toProblem(error));
      return null;
    } finally {
      isBusy.current = false;
    }
  }, []);

  return {
    problem,
    canUndo: done.length > 0,
    decide: async (inspectionId, what) => {
      const dispositionId = await say(inspectionId, what);
      if (dispositionId === null) return false;
      setDone((before) => [...before, { inspectionId, dispositionId }]);
      return true;
    },
    undo: async () => {
      const last = done.at(-1);
      if (last === undefined) return null;
      const { inspectionId, dispositionId } = last;
      const kept = await say(inspectionId, { kind: 'withdraw', withdraws: dispositionId });
      if (kept === null) return null;
      setDone((before) => before.filter((one) => one !== last));
      return inspectionId;
    },
  };
}
