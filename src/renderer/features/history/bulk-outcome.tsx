import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './bulk-dialog.module.css';
import type { BulkStep } from './use-bulk.ts';

export interface BulkOutcomeProps {
  readonly step: Extract<BulkStep, { readonly name: 'done' }>;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

/** What was kept, what was refused and why, what was left; and the way back. */
export function BulkOutcome({ step, onUndo, onClose }: BulkOutcomeProps): JSX.Element {
  const { t } = useTranslation('history');
  const formats = useFormats();
  const { isUndo, result } = step;
  const { added, refused, left, failure } = result;
  const words = (count: number) => ({ count, number: formats.count(count) });
  const reasons = [...Map.groupBy(refused, ({ message }) => message)];
  return (
    <div className={classes.step}>
      <p role="status" className={classes.what}>
        {t(isUndo ? 'bulk.tookBack' : 'bulk.kept', words(added.length))}
      </p>
      {left > 0 && <p>{t('bulk.left', words(left))}</p>}
      {failure !== null && <ProblemNote title={t('bulk.failed')} problem={toProblem(failure)} />}
      {reasons.length > 0 && (
        <>
          <p>{t('bulk.refused', words(refused.length))}</p>
          <ul className={classes.reasons}>
            {reasons.map(([message, those]) => (
              <li key={message}>
                {formats.count(those.length)} × {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={classes.buttons}>
        <Button size="lg" onClick={onClose}>
          {t('close')}
        </Button>
        {!isUndo && added.length > 0 && (
          <Button variant="default" size="lg" onClick={onUndo}>
            {t('bulk.undo')}
          </Button>
        )}
      </div>
    </div>
  );
}
