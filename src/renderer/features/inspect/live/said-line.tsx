import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { fileName } from '../../../ui/file-name.ts';
import classes from './live-panel.module.css';
import type { Said } from './use-disposing.ts';

export interface SaidLineProps {
  readonly said: Said | null;
  readonly onUndo: () => void;
}

/** What was said last and about which picture, so that a slip is seen and taken back. */
export function SaidLine({ said, onUndo }: SaidLineProps): JSX.Element {
  const { t } = useTranslation(['live', 'frame']);
  return (
    <div className={classes.line}>
      <span role="status">
        {said !== null &&
          t(`said.${said.kind}`, {
            file: fileName(said.file),
            verdict: t(`frame:verdict.${said.effective}`),
          })}
      </span>
      {said !== null && said.kind !== 'withdraw' && (
        <Button variant="default" size="md" onClick={onUndo}>
          {t('undo')}
        </Button>
      )}
    </div>
  );
}
