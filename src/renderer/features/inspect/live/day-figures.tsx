import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/use-formats.ts';
import classes from './live-panel.module.css';
import { useDayCounts } from './use-day-counts.ts';

/** The day so far, of all watched folders. */
export function DayFigures(): JSX.Element {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const counts = useDayCounts();
  const none = t('day.unknown');
  const figure = (value: number | undefined): string =>
    value === undefined ? none : formats.count(value);
  const isYield = counts !== null && counts.inspected > 0;
  return (
    <dl className={classes.figures} aria-label={t('day.title')}>
      <div>
        <dt>{t('day.inspected')}</dt>
        <dd>{figure(counts?.inspected)}</dd>
      </div>
      <div>
        <dt>{t('day.ng')}</dt>
        <dd>{figure(counts?.ng)}</dd>
      </div>
      <div>
        <dt>{t('day.review')}</dt>
        <dd>{figure(counts?.review)}</dd>
      </div>
      <div title={t('day.yieldHint')}>
        <dt>{t('day.yield')}</dt>
        <dd>{isYield ? formats.share(counts.passedFirst / counts.inspected) : none}</dd>
      </div>
    </dl>
  );
}
