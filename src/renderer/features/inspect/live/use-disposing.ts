import { useCallback, useState } from 'react';
import type { NewDisposition } from '../../../../shared/dispositions.ts';
import type { Verdict } from '../../../../shared/domain.ts';
import { dispose } from '../../../api/dispositions.ts';
import { entryQuery } from '../../../api/history.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { queryClient } from '../../../api/queries.ts';

/** What was said last, so that it can be read and taken back. */
export interface Said {
  readonly kind: NewDisposition['kind'];
  readonly inspectionId: string;
  readonly file: string;
  readonly dispositionId: string;
  /** What counts since. */
  readonly effective: Verdict;
}

export interface Disposing {
  readonly said: Said | null;
  readonly problem: RequestProblem | null;
  /** @returns whether it is kept */
  say(
    picture: { readonly id: string; readonly file: string },
    what: NewDisposition,
  ): Promise<boolean>;
  undo(): Promise<void>;
}

/** Saying something about verdicts, one at a time, with the last one to take back. */
export function useDisposing(): Disposing {
  const [said, setSaid] = useState<Said | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);

  const say = useCallback<Disposing['say']>(async ({ id, file }, what) => {
    try {
      const { added, effective } = await dispose(id, what);
      const { kind } = what;
      setSaid({ kind, inspectionId: id, file, dispositionId: added.id, effective });
      setProblem(null);
      await queryClient.invalidateQueries({ queryKey: entryQuery(id).queryKey });
      return true;
    } catch (error) {
      setProblem(toProblem(error));
      return false;
    }
  }, []);

  return {
    said,
    problem,
    say,
    undo: async () => {
      if (said === null || said.kind === 'withdraw') return;
      const { inspectionId: id, file, dispositionId } = said;
      await say({ id, file }, { kind: 'withdraw', withdraws: dispositionId });
    },
  };
}
