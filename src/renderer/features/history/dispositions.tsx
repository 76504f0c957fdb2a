import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Disposition, NewDisposition } from '../../../shared/dispositions.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { dispose } from '../../api/dispositions.ts';
import { entryQuery } from '../../api/history.ts';
import { toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session.ts';
import { settingsQuery } from '../../api/settings.ts';
import { useKeys } from '../../ui/keys/key-provider.tsx';
import { OverrideForm } from '../../ui/override-form.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import classes from './dispositions.module.css';

/** What people said about the verdict, in order, and what one may add. */
export function Dispositions({ entry }: { readonly entry: HistoryEntry }): JSX.Element {
  const { t } = useTranslation(['history', 'frame']);
  const { data: session } = useQuery(sessionQuery);
  const { data: settings } = useQuery(settingsQuery);
  const [isOverriding, setOverriding] = useState(false);
  const say = useMutation({
    mutationFn: (said: NewDisposition) => dispose(entry.id, said),
    networkMode: 'always',
    onSuccess: ({ added: _, ...said }) => {
      setOverriding(false);
      queryClient.setQueryData(
        entryQuery(entry.id).queryKey,
        (known) => known && { ...known, ...said },
      );
    },
  });
  const mayDispose = session?.rights.includes('dispose') === true;
  const withdrawn = new Set(entry.dispositions.map(({ withdraws }) => withdraws));
  const canTakeBack = ({ id, kind, personId }: Disposition): boolean =>
    mayDispose &&
    kind !== 'withdraw' &&
    !withdrawn.has(id) &&
    personId === (session?.person?.id ?? null);
  useKeys(
    mayDispose
      ? [
          {
            chords: ['O'],
            group: 'screen',
            label: t('said.override'),
            run: () => setOverriding(true),
          },
        ]
      : [],
  );

  return (
    <section className={classes.said} aria-label={t('said.title')}>
      <h3>{t('said.title')}</h3>
      {entry.dispositions.length === 0 && <p className={classes.quiet}>{t('said.nothing')}</p>}
      <ol>
        {entry.dispositions.map((said) => (
          <Said
            key={said.id}
            said={said}
            isWithdrawn={withdrawn.has(said.id)}
            onTakeBack={
              canTakeBack(said) ? () => say.mutate({ kind: 'withdraw', withdraws: said.id }) : null
            }
          />
        ))}
      </ol>
      {say.isError && <ProblemNote title={t('said.failed')} problem={toProblem(say.error)} />}
      {session !== undefined && !mayDispose && <p className={classes.quiet}>{t('said.signIn')}</p>}
      {mayDispose && !isOverriding && (
        <div className={classes.buttons}>
          {entry.verdict !== 'review' && (
            <Button
              size="lg"
              variant="default"
              loading={say.isPending}
              onClick={() => say.mutate({ kind: 'confirm' })}
            >
              {t('said.confirm', { verdict: t(`frame:verdict.${entry.verdict}`) })}
            </Button>
          )}
          <Button size="lg" variant="default" onClick={() => setOverriding(true)}>
            {t('said.override')}
          </Button>
        </div>
      )}
      {mayDispose && isOverriding && settings !== undefined && (
        <OverrideForm
          effective={entry.effective}
          reasons={settings.dispositionReasons}
          isSaving={say.isPending}
          onSave={(said) => say.mutate(said)}
          onCancel={() => setOverriding(false)}
        />
      )}
    </section>
  );
}

function Said(props: {
  readonly said: Disposition;
  readonly isWithdrawn: boolean;
  readonly onTakeBack: (() => void) | null;
}): JSX.Element {
  const { said, isWithdrawn, onTakeBack } = props;
  const { t } = useTranslation('history');
  const formats = useFormats();
  return (
    <li data-withdrawn={isWithdrawn || undefined}>
      <div className={classes.what}>
        <span>{t(`said.kind.${said.kind}`)}</span>
        {said.verdict !== null && <VerdictSign verdict={said.verdict} size="line" />}
        {isWithdrawn && <span>{t('said.withdrawn')}</span>}
      </div>
      {said.reason !== null && <p>{said.reason}</p>}
      {said.remark !== null && <p>{said.remark}</p>}
      <p className={classes.quiet}>
        {said.personId === null ? t('said.nobody') : said.personName}
        {' · '}
        <time dateTime={said.at} title={t('utc', { time: said.at })}>
          {formats.moment(said.at)}
        </time>
      </p>
      {onTakeBack !== null && (
        <Button variant="default" size="md" onClick={onTakeBack}>
          {t('said.takeBack')}
        </Button>
      )}
    </li>
  );
}
