import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { PERIODS, type Period, readDays } from '../../ui/period.ts';
import classes from './filter-bar.module.css';
import { FilterChip } from './filter-chip.tsx';
import { PickButton } from './pick-button.tsx';

export interface PeriodChipProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | null) => void;
}

const isPeriod = (value: string): value is Period => PERIODS.includes(value as Period);

/** When: a span back from today, which stays right in a link that is kept, or days. */
export function PeriodChip({ value, onChange }: PeriodChipProps): JSX.Element {
  const { t } = useTranslation('history');
  const days = readDays(value ?? '') ?? { first: '', last: '' };
  const setDays = (first: string, last: string): void =>
    onChange(first === '' && last === '' ? null : `${first}..${last}`);
  const words =
    value === undefined
      ? null
      : isPeriod(value)
        ? t(`period.${value}`)
        : value.replace('..', ' – ').replaceAll('T', ' ');
  return (
    <FilterChip label={t('filter.period')} value={words} onClear={() => onChange(null)}>
      {(close) => (
        <>
          {PERIODS.map((period) => (
            <PickButton
              key={period}
              label={t(`period.${period}`)}
              isChosen={value === period}
              onPick={() => {
                onChange(period);
                close();
              }}
            />
          ))}
          <label className={classes.day}>
            {t('filter.from')}
            <input
              type="date"
              value={days.first}
              onChange={(event) => setDays(event.currentTarget.value, days.last)}
            />
          </label>
          <label className={classes.day}>
            {t('filter.to')}
            <input
              type="date"
              value={days.last}
              onChange={(event) => setDays(days.first, event.currentTarget.value)}
            />
          </label>
        </>
      )}
    </FilterChip>
  );
}
