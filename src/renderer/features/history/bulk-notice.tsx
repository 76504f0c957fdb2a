import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchAnswer } from '../../../shared/dispositions.ts';
import { toProblem } from '../../api/problem.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './selection-bar.module.css';
import { type BulkStep, useBulk } from './use-bulk.ts';

export interface BulkNoticeProps {
  /** What the last bulk disposition added; withdrawals append. */
  readonly added: BatchAnswer['added'];
  readonly onClose: () => void;
}

/** What was said of many last, which can still be taken back when its dialog is closed. */
export function BulkNotice({ added, onClose }: BulkNoticeProps): JSX.Element {
  const { t } = useTranslation('history');
  const bulk = useBulk();
  const text = useNoticeText(bulk.step, added.length);
  const failure = bulk.step.name === 'done' ? bulk.step.result.failure : null;
  return (
    <section className={classes.bar} aria-label={t('bulk.last')}>
      <p className={classes.count} role="status">
        {text}
      </p>
      {failure !== null && <ProblemNote title={t('bulk.failed')} problem={toProblem(failure)} />}
      <span className={classes.actions}>
        {bulk.step.name === 'asking' && (
          <Button variant="default" size="md" onClick={() => bulk.takeBack(added)}>
            {t('bulk.undo')}
          </Button>
        )}
        {bulk.step.name === 'running' ? (
          <Button variant="default" size="md" onClick={bulk.stop}>
            {t('bulk.stop')}
          </Button>
        ) : (
          <Button variant="subtle" size="md" onClick={onClose}>
            {t('close')}
          </Button>
        )}
      </span>
    </section>
  );
}

function useNoticeText(step: BulkStep, said: number): string {
  const { t } = useTranslation('history');
  const formats = useFormats();
  const words = (count: number) => ({ count, number: formats.count(count) });
  if (step.name === 'asking') return t('bulk.kept', words(said));
  if (step.name === 'done') return t('bulk.tookBack', words(step.result.added.length));
  const { done, total } = step;
  return t('bulk.takingBack', { done: formats.count(done), total: formats.count(total) });
}
