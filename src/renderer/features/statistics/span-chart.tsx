import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpanCounts } from '../../../shared/statistics.ts';
import classes from './span-chart.module.css';
import type { SpanNames } from './use-span-names.ts';

export interface SpanChartProps {
  readonly title: string;
  readonly spans: readonly SpanCounts[];
  readonly names: SpanNames;
  /** What stands at the axis, from the top down. */
  readonly ticks: readonly string[];
  readonly legend?: ReactNode;
  readonly hint: (span: SpanCounts) => string;
  readonly href: (span: SpanCounts) => string;
  readonly column: (span: SpanCounts) => ReactNode;
  /** The same in figures, for whoever cannot see or point at the drawing. */
  readonly table: ReactNode;
}

/** As many names at the foot as can be read. */
const MOST_NAMES = 8;

/** A column for each span of time; the drawing is for the pointer, the table below it for everybody. */
export function SpanChart(props: SpanChartProps): JSX.Element {
  const { title, spans, names, ticks, legend, hint, href, column, table } = props;
  const { t } = useTranslation('statistics');
  const every = Math.ceil(spans.length / MOST_NAMES);
  return (
    <section className={classes.chart} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {legend}
      </header>
      <div className={classes.drawing} aria-hidden="true">
        <div className={classes.axis}>
          {ticks.map((tick, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may read the same
            <span key={index}>{tick}</span>
          ))}
        </div>
        <div className={classes.columns}>
          {spans.map((span, index) => (
            <a key={span.from} href={href(span)} tabIndex={-1} title={hint(span)}>
              <span className={classes.column}>{column(span)}</span>
              <span className={classes.name}>{index % every === 0 && names.short(span)}</span>
            </a>
          ))}
        </div>
      </div>
      <details>
        <summary>{t('table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <section className={classes.table} tabIndex={0} aria-label={t('tableOf', { title })}>
          {table}
        </section>
      </details>
    </section>
  );
}
