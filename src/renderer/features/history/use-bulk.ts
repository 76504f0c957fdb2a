import { useEffect, useRef, useState } from 'react';
import type { BatchAnswer } from '../../../shared/dispositions.ts';
import { disposeBatch } from '../../api/dispositions.ts';
import {
  type BulkResult,
  type BulkSaying,
  type BulkWishes,
  sayOfMany,
  takeBackMany,
} from './bulk.ts';

export type BulkStep =
  | { readonly name: 'asking' }
  | {
      readonly name: 'running';
      readonly isUndo: boolean;
      readonly done: number;
      readonly total: number;
    }
  | { readonly name: 'done'; readonly isUndo: boolean; readonly result: BulkResult };

export interface Bulk {
  readonly step: BulkStep;
  say(ids: readonly string[], said: BulkSaying): void;
  /** Takes back what a saying added. */
  takeBack(added: BatchAnswer['added']): void;
  /** Takes back what the last one added. */
  undo(): void;
  /** After the batch that is on its way. */
  stop(): void;
}

export function useBulk(): Bulk {
  const [step, setStep] = useState<BulkStep>({ name: 'asking' });
  const ended = useRef(new AbortController());
  useEffect(() => () => ended.current.abort(), []);
  const run = (
    total: number,
    isUndo: boolean,
    work: (wishes: BulkWishes) => Promise<BulkResult>,
  ): void => {
    ended.current = new AbortController();
    setStep({ name: 'running', isUndo, done: 0, total });
    const wishes: BulkWishes = {
      send: disposeBatch,
      signal: ended.current.signal,
      onProgress: (done) => setStep({ name: 'running', isUndo, done, total }),
    };
    void work(wishes).then((result) => setStep({ name: 'done', isUndo, result }));
  };
  const takeBack = (added: BatchAnswer['added']): void =>
    run(added.length, true, (wishes) => takeBackMany(added, wishes));
  return {
    step,
    takeBack,
    say: (ids, said) => run(ids.length, false, (wishes) => sayOfMany(ids, said, wishes)),
    undo: () => {
      if (step.name !== 'done') return;
      takeBack(step.result.added);
    },
    stop: () => ended.current.abort(),
  };
}
