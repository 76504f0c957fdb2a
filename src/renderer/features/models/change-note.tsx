import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './models-screen.module.css';
import { UnfitNote } from './unfit-note.tsx';
import type { ModelChanges } from './use-model-changes.ts';

/** What was just done, with the way back where there is one. */
export function ChangeNote({ changes }: { readonly changes: ModelChanges }): JSX.Element {
  const { t } = useTranslation('models');
  const { done, error, undo } = changes;
  const isLive = done !== null && (done.what === 'activated' || done.what === 'rolledBack');
  return (
    <>
      <div className={classes.done} role="status">
        {done !== null && (
          <>
            <span>
              {t(`done.${done.what}`, { ref: `${done.model.name}:${done.model.version}` })}
            </span>
            {done.back !== null && (
              <Button variant="default" size="sm" onClick={undo}>
                {t('undo')}
              </Button>
            )}
          </>
        )}
      </div>
      {isLive && <UnfitNote model={done.model} />}
      {error !== null && <ProblemNote title={t('changeFailed')} problem={toProblem(error)} />}
    </>
  );
}
