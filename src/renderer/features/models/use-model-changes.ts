import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelVersion } from '../../../shared/models.ts';
import { activateModel, refreshModels, rollBackModel } from '../../api/models.ts';

/** What was done, until the next thing is done; `back` is what would undo it. */
export interface Done {
  readonly what: 'activated' | 'installed' | 'removed' | 'rolledBack';
  readonly model: ModelVersion;
  /** The version to activate again; null where there is nothing to undo. */
  readonly back: ModelVersion | null;
}

export interface ModelChanges {
  readonly done: Done | null;
  readonly error: Error | null;
  readonly isRollingBack: boolean;
  tell(what: Done['what'], model: ModelVersion, back?: ModelVersion | null): void;
  /** From this version, which is live, to the one before it. */
  rollBack(live: ModelVersion): void;
  undo(): void;
}

export function useModelChanges(): ModelChanges {
  const [done, setDone] = useState<Done | null>(null);
  const rollBack = useMutation({
    mutationFn: (live: ModelVersion) => rollBackModel(live.kind),
    networkMode: 'always',
    onSuccess: async (version, live) => {
      await refreshModels();
      setDone({ what: 'rolledBack', model: version, back: live });
    },
  });
  const undo = useMutation({
    mutationFn: (back: ModelVersion) => activateModel(back.sha256),
    networkMode: 'always',
    onSuccess: async (version) => {
      await refreshModels();
      setDone({ what: 'activated', model: version, back: null });
    },
  });
  return {
    done,
    error: rollBack.error ?? undo.error,
    isRollingBack: rollBack.isPending,
    tell: (what, model, back = null) => setDone({ what, model, back }),
    rollBack: (live) => {
      undo.reset();
      rollBack.mutate(live);
    },
    undo: () => {
      rollBack.reset();
      const back = done?.back ?? null;
      if (back !== null) undo.mutate(back);
    },
  };
}
