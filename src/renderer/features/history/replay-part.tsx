import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replay } from '../../../shared/replay.ts';
import { replay } from '../../api/history.ts';
import { toProblem } from '../../api/problem.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import classes from './replay-part.module.css';

/** Judges the picture again from the record alone, and says whether the same comes of it. */
export function ReplayPart({ id }: { readonly id: string }): JSX.Element {
  const { t } = useTranslation('history');
  const again = useMutation({ mutationFn: () => replay(id), networkMode: 'always' });
  return (
    <section className={classes.replay} aria-label={t('replay.title')}>
      <Button variant="default" size="md" loading={again.isPending} onClick={() => again.mutate()}>
        {t('replay.run')}
      </Button>
      <p className={classes.hint}>{t('replay.hint')}</p>
      <div role="status">{again.data !== undefined && <Answer answer={again.data} />}</div>
      {again.isError && <ProblemNote title={t('replay.failed')} problem={toProblem(again.error)} />}
    </section>
  );
}

function Answer({ answer }: { readonly answer: Replay }): JSX.Element {
  const { t } = useTranslation('history');
  const formats = useFormats();
  const { outcome, identical, now, picture, maxScoreDifference, differences } = answer;
  return (
    <div className={classes.answer}>
      <strong>{t(identical ? 'replay.identical' : `replay.outcome.${outcome}`)}</strong>
      {now !== null && <VerdictSign verdict={now.verdict} size="line" />}
      {picture !== null && <p>{t(`replay.picture.${picture}`)}</p>}
      {maxScoreDifference !== null && !identical && (
        <p>{t('replay.score', { difference: formats.percent(maxScoreDifference) })}</p>
      )}
      <ul>
        {differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
    </div>
  );
}
