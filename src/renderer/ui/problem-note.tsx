import { Button, CopyButton } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestProblem } from '../api/problem.ts';
import classes from './problem-note.module.css';

export interface ProblemNoteProps {
  readonly title: string;
  readonly problem: RequestProblem;
  /** What one can do about it here. */
  readonly children?: ReactNode;
}

/** What went wrong and what to do, in a person's words, with a code to quote. */
export function ProblemNote({ title, problem, children }: ProblemNoteProps): JSX.Element {
  const { t } = useTranslation('frame');
  const { code } = problem;
  const message =
    code === 'STATION_LOST' || code === 'ANSWER_UNREADABLE'
      ? t(`problem.${code}`)
      : problem.message;
  return (
    <div className={classes.note} role="alert">
      <strong>{title}</strong>
      <p>{message}</p>
      <div className={classes.code}>
        <code>{code}</code>
        <CopyButton value={`${code}: ${message}`}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy}>
              {copied ? t('problem.copied') : t('problem.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      {children}
    </div>
  );
}
