import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useStationEvents } from '../../api/events.ts';
import { queryClient } from '../../api/queries.ts';
import { waitingCountQuery } from '../../api/review.ts';
import { createThrottle } from '../../api/throttle.ts';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './review-count.module.css';

/** Numbers that change faster cannot be read. */
const REFRESH_MS = 1_000;

const refresh = createThrottle(
  () => void queryClient.invalidateQueries({ queryKey: waitingCountQuery.queryKey }),
  REFRESH_MS,
);

/** How many wait, beside the word in the rail; nothing where none does. */
export function ReviewCount(): JSX.Element | null {
  const { t } = useTranslation('review');
  const formats = useFormats();
  const { data } = useQuery(waitingCountQuery);
  useStationEvents((event) => {
    const counts =
      (event.kind === 'inspection.recorded' &&
        (event.verdict === 'review' || event.verdict === 'error')) ||
      event.kind === 'disposition.added' ||
      event.kind === 'comparison.added' ||
      (event.kind === 'ready' && event.missed);
    if (counts) refresh();
  });
  if (data === undefined || data.count === 0) return null;
  const number = formats.count(data.count);
  return <span className={classes.count}>{data.more ? t('countMore', { number }) : number}</span>;
}
