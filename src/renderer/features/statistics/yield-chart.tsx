import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpanCounts } from '../../../shared/statistics.ts';
import { type Interval, wilson } from '../../../shared/wilson.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { historyLink } from './history-link.ts';
import classes from './span-chart.module.css';
import { SpanChart } from './span-chart.tsx';
import type { ChartProps } from './verdict-chart.tsx';

interface Yield extends Interval {
  readonly share: number;
}

/** The first-pass yield, and how well so few parts tell it. */
export function YieldChart({ shown, spans, names }: ChartProps): JSX.Element {
  const { t } = useTranslation('statistics');
  const formats = useFormats();
  const lows = spans.flatMap((span) => yieldOf(span)?.low ?? []);
  // A tenth at a time, so that the axis does not jump with each part.
  const floor = Math.max(0, Math.floor(Math.min(0.9, ...lows) * 10) / 10);
  const place = (share: number): number => (100 * (share - floor)) / (1 - floor);
  const words = (span: SpanCounts): string => {
    const known = yieldOf(span);
    if (known === null) return t('none');
    const [low, high] = [formats.share(known.low), formats.share(known.high)];
    return `${formats.share(known.share)} (${t('interval', { low, high })})`;
  };
  return (
    <SpanChart
      title={t('yieldOver')}
      spans={spans}
      names={names}
      ticks={[1, (1 + floor) / 2, floor].map((tick) => formats.percent(tick))}
      legend={<span className={classes.quiet}>{t('yieldHint')}</span>}
      hint={(span) => `${names.whole(span)}: ${words(span)}`}
      href={(span) => historyLink(shown, { effective: 'ng,review,error' }, span)}
      column={(span) => {
        const known = yieldOf(span);
        if (known === null) return null;
        return (
          <>
            <span
              className={classes.interval}
              style={{
                bottom: `${place(known.low)}%`,
                height: `${place(known.high) - place(known.low)}%`,
              }}
            />
            <span className={classes.point} style={{ bottom: `${place(known.share)}%` }} />
          </>
        );
      }}
      table={
        <table>
          <caption className="visually-hidden">{t('yieldOver')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('inspected')}</th>
              <th scope="col">{t('passedFirst')}</th>
              <th scope="col">{t('yield')}</th>
            </tr>
          </thead>
          <tbody>
            {spans.map((span) => (
              <tr key={span.from}>
                <th scope="row">{names.whole(span)}</th>
                <td>{formats.count(span.inspected)}</td>
                <td>
                  <a href={historyLink(shown, { verdict: 'ok' }, span)}>
                    {formats.count(span.passedFirst)}
                  </a>
                </td>
                <td>{words(span)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

function yieldOf({ passedFirst, inspected }: SpanCounts): Yield | null {
  const interval = wilson(passedFirst, inspected);
  return interval === null ? null : { ...interval, share: passedFirst / inspected };
}
