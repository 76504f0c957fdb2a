import { Loader } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import type { Shown } from './shown.ts';
import classes from './verdict-panel.module.css';

export interface VerdictPanelProps {
  readonly name: string;
  readonly shown: Shown;
}

/** The verdict, legible at two metres; as high in every state, so that nothing below it moves. */
export function VerdictPanel({ name, shown }: VerdictPanelProps): JSX.Element {
  const { t } = useTranslation(['inspect', 'frame']);
  const formats = useFormats();
  const isSettled = shown.step === 'judged' || shown.step === 'problem';
  const worst = shown.step === 'judged' ? shown.detections[0]?.detection : undefined;
  return (
    <section className={classes.panel} aria-label={t('verdict.region')}>
      <p className="visually-hidden" role="status">
        {isSettled && t('verdict.announce', { name, verdict: t(`frame:verdict.${shown.verdict}`) })}
      </p>
      {isSettled ? (
        <VerdictSign verdict={shown.verdict} size="hall" />
      ) : (
        <p className={classes.pending}>
          {shown.step !== 'none' && shown.step !== 'cancelled' && (
            <Loader size={30} aria-hidden="true" />
          )}
          {t(`verdict.${shown.step}`)}
        </p>
      )}
      <p className={classes.reason}>
        {shown.step === 'judged' && (
          <>
            <span>{t('verdict.defects', { count: shown.detections.length })}</span>
            {worst !== undefined && (
              <strong>
                {t('verdict.worst', {
                  name: worst.className,
                  score: formats.score(worst.score),
                })}
              </strong>
            )}
          </>
        )}
        {shown.step === 'problem' && <span className={classes.name}>{name}</span>}
      </p>
    </section>
  );
}
