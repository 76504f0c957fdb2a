import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './history-screen.module.css';
import type { History } from './use-history.ts';

/** How many meet the conditions. */
export function HistoryCount({ history: { count } }: { readonly history: History }): JSX.Element {
  const { t } = useTranslation('history');
  const formats = useFormats();
  return (
    <p className={classes.count} role="status">
      {count !== null &&
        t(count.more ? 'countMore' : 'count', {
          count: count.count,
          number: formats.count(count.count),
        })}
    </p>
  );
}

/** The table, or in words why there is none. */
export function HistoryList(props: {
  readonly history: History;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  const { history, isFiltered, onClear, children } = props;
  const { t } = useTranslation('history');
  if (history.rows.length > 0) return children;
  if (history.error !== null) {
    return (
      <div className={classes.empty}>
        <ProblemNote title={t('failed')} problem={toProblem(history.error)}>
          <Button variant="default" size="md" onClick={history.retry}>
            {t('retry')}
          </Button>
        </ProblemNote>
      </div>
    );
  }
  if (history.isLoading) {
    return (
      <p className={classes.empty} role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <div className={classes.empty}>
      <p>{isFiltered ? t('noneMatches') : t('noneYet')}</p>
      {isFiltered && (
        <Button variant="default" size="md" onClick={onClear}>
          {t('filter.clearAll')}
        </Button>
      )}
    </div>
  );
}
