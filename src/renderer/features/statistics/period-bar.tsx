import type { ChangeEvent, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { SourceKindSchema } from '../../../shared/history.ts';
import { PERIODS, readDays } from '../../ui/period.ts';
import classes from './period-bar.module.css';
import type { Shown } from './use-shown.ts';

export interface PeriodBarProps {
  readonly shown: Shown;
  /** Changes one part of the address; null takes it away. */
  readonly onChange: (name: 'period' | 'source' | 'by', value: string | null) => void;
}

/** What is counted, and how finely it is cut. */
export function PeriodBar({ shown, onChange }: PeriodBarProps): JSX.Element {
  const { t } = useTranslation('statistics');
  const { period, source, grouping, groupings } = shown;
  const days = readDays(period) ?? { first: '', last: '' };
  const setDays = (first: string, last: string): void =>
    onChange('period', first === '' && last === '' ? null : `${first}..${last}`);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bar')}>
      <fieldset className={classes.group} aria-label={t('period.title')}>
        {PERIODS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={period === name}
            onClick={() => onChange('period', name)}
          >
            {t(`period.${name}`)}
          </button>
        ))}
      </fieldset>
      <label>
        {t('period.from')}
        <input
          type="date"
          value={days.first}
          onChange={(event) => setDays(event.currentTarget.value, days.last)}
        />
      </label>
      <label>
        {t('period.to')}
        <input
          type="date"
          value={days.last}
          onChange={(event) => setDays(days.first, event.currentTarget.value)}
        />
      </label>
      <label>
        {t('by.title')}
        <select
          value={grouping}
          disabled={groupings.length === 0}
          onChange={(event: ChangeEvent<HTMLSelectElement>) =>
            onChange('by', event.currentTarget.value)
          }
        >
          {groupings.map((name) => (
            <option key={name} value={name}>
              {t(`by.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('source.title')}
        <select
          value={source}
          onChange={(event) => onChange('source', event.currentTarget.value || null)}
        >
          <option value="">{t('source.all')}</option>
          {SourceKindSchema.options.map((name) => (
            <option key={name} value={name}>
              {t(`source.${name}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
