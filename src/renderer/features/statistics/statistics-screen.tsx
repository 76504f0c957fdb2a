import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { statisticsQuery, useStatisticsEvents } from '../../api/statistics.ts';
import { goToAddress, useAddress } from '../../ui/address.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { ClassBars } from './class-bars.tsx';
import { Figures } from './figures.tsx';
import { PeriodBar } from './period-bar.tsx';
import { type Range, rangeBefore } from './spans.ts';
import classes from './statistics-screen.module.css';
import { totalsOf } from './totals.ts';
import { type Shown, useShown } from './use-shown.ts';
import { useSpanNames } from './use-span-names.ts';
import { VerdictChart } from './verdict-chart.tsx';
import { YieldChart } from './yield-chart.tsx';

/** How a period went, by what the log knows; all that is chosen is in the address. */
export function StatisticsScreen(): JSX.Element {
  const { t } = useTranslation('statistics');
  const { query } = useAddress();
  const now = new Date();
  const shown = useShown(now);
  const { range } = shown;
  useStatisticsEvents();
  return (
    <main className={classes.screen} aria-label={t('title')}>
      <InBar>
        <h1 className={classes.title}>{t('title')}</h1>
      </InBar>
      <PeriodBar
        shown={shown}
        onChange={(name, value) => {
          const changed = new URLSearchParams(query);
          if (value === null) changed.delete(name);
          else changed.set(name, value);
          goToAddress({ path: 'statistics', query: changed });
        }}
      />
      {range === null ? (
        <p className={classes.note} role="alert">
          {t('noPeriod')}
        </p>
      ) : (
        <Content shown={shown} range={range} now={now} />
      )}
    </main>
  );
}

function Content(props: {
  readonly shown: Shown;
  readonly range: Range;
  readonly now: Date;
}): JSX.Element {
  const { shown, range, now } = props;
  const { t } = useTranslation('statistics');
  const formats = useFormats();
  const names = useSpanNames(shown.grouping);
  const earlier = rangeBefore(range, now);
  const counted = useQuery(statisticsQuery(shown.times, shown.source));
  const before = useQuery(statisticsQuery([earlier.from, earlier.to], shown.source));
  if (counted.isPending) {
    return (
      <p className={classes.note} role="status">
        {t('loading')}
      </p>
    );
  }
  if (counted.isError) {
    return (
      <div className={classes.note}>
        <ProblemNote title={t('failed')} problem={toProblem(counted.error)}>
          <Button variant="default" size="md" onClick={() => void counted.refetch()}>
            {t('retry')}
          </Button>
        </ProblemNote>
      </div>
    );
  }
  const { spans } = counted.data;
  const totals = totalsOf(spans);
  const chart = { shown, spans, names };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key
    <section className={classes.content} tabIndex={0} aria-label={t('content')}>
      <Figures
        shown={shown}
        totals={totals}
        before={before.data === undefined ? null : totalsOf(before.data.spans)}
      />
      <p className={classes.earlier}>
        {t('beforeIs', {
          from: formats.date(earlier.from.toISOString()),
          to: formats.date(earlier.to.toISOString()),
        })}
      </p>
      {totals.inspected === 0 ? (
        <p className={classes.note}>{t('nothing')}</p>
      ) : (
        <div className={classes.charts}>
          <VerdictChart {...chart} />
          <YieldChart {...chart} />
          <ClassBars shown={shown} statistics={counted.data} />
        </div>
      )}
    </section>
  );
}
