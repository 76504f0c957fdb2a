import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { correctionsQuery } from '../../api/corrections.ts';
import { entryQuery } from '../../api/history.ts';
import { toProblem } from '../../api/problem.ts';
import { useAddress } from '../../ui/address.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './correct-screen.module.css';
import { Editor } from './editor.tsx';

/** One picture, whose detections a person corrects. */
export function CorrectScreen(): JSX.Element {
  const { t } = useTranslation('correct');
  const { query } = useAddress();
  const id = query.get('id') ?? '';
  const entry = useQuery(entryQuery(id));
  const corrections = useQuery(correctionsQuery(id));
  const error = entry.error ?? corrections.error;
  const isReady = entry.data !== undefined && corrections.data !== undefined;
  return (
    <main className={classes.screen} aria-label={t('title')}>
      <h1 className="visually-hidden">{t('title')}</h1>
      {error !== null && <ProblemNote title={t('failed')} problem={toProblem(error)} />}
      {error === null && !isReady && (
        <p className={classes.note} role="status">
          {t('loading')}
        </p>
      )}
      {isReady &&
        (entry.data.width === null || entry.data.height === null ? (
          <p className={classes.note}>{t('noPicture')}</p>
        ) : (
          <Editor
            key={id}
            entry={entry.data}
            size={{ width: entry.data.width, height: entry.data.height }}
            latest={corrections.data.latest}
            back={query.get('back') ?? '#/history'}
          />
        ))}
    </main>
  );
}
