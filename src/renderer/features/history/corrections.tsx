import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectionList } from '../../../shared/corrections.ts';
import { CorrectLink } from '../../ui/correct-link.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './dispositions.module.css';

export interface CorrectionsProps {
  readonly id: string;
  /** Null where nothing was corrected, or it has not come yet. */
  readonly corrections: CorrectionList | null;
  /** Whether the picture shows the corrected annotations, and not the model's result. */
  readonly isShown: boolean;
  readonly onShown: (isShown: boolean) => void;
}

/** What people made of the detections, beside the model's result. */
export function Corrections(props: CorrectionsProps): JSX.Element {
  const { id, corrections, isShown, onShown } = props;
  const { t } = useTranslation('history');
  const formats = useFormats();
  const latest = corrections?.latest ?? null;
  const saves = corrections?.corrections.length ?? 0;
  return (
    <section className={classes.said} aria-label={t('corrections.title')}>
      <h3>{t('corrections.title')}</h3>
      {latest === null ? (
        <p className={classes.quiet}>{t('corrections.none')}</p>
      ) : (
        <>
          <p>
            {t('corrections.counts', {
              kept: formats.count(latest.kept),
              deleted: formats.count(latest.deleted),
              changed: formats.count(latest.changed),
              added: formats.count(latest.added),
            })}
          </p>
          {latest.remark !== null && <p>{latest.remark}</p>}
          <p className={classes.quiet}>
            {latest.personId === null ? t('said.nobody') : latest.personName}
            {' · '}
            <time dateTime={latest.at} title={t('utc', { time: latest.at })}>
              {formats.moment(latest.at)}
            </time>
            {' · '}
            {t('corrections.saves', { count: saves, number: formats.count(saves) })}
          </p>
        </>
      )}
      <div className={classes.buttons}>
        {latest !== null && (
          <fieldset className={classes.which}>
            <legend className="visually-hidden">{t('corrections.show')}</legend>
            {[false, true].map((which) => (
              <label key={String(which)}>
                <input
                  type="radio"
                  name="corrected-shown"
                  checked={which === isShown}
                  onChange={() => onShown(which)}
                />
                {t(which ? 'corrections.shown' : 'corrections.model')}
              </label>
            ))}
          </fieldset>
        )}
        <CorrectLink id={id} />
      </div>
    </section>
  );
}
