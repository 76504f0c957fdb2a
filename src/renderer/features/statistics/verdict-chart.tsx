import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { VerdictSchema } from '../../../shared/domain.ts';
import type { SpanCounts } from '../../../shared/statistics.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { historyLink } from './history-link.ts';
import classes from './span-chart.module.css';
import { SpanChart } from './span-chart.tsx';
import type { Shown } from './use-shown.ts';
import type { SpanNames } from './use-span-names.ts';

export interface ChartProps {
  readonly shown: Shown;
  readonly spans: readonly SpanCounts[];
  readonly names: SpanNames;
}

/** From the top down: what is bad lies on what is good. */
const STACK = ['error', 'review', 'ng', 'ok'] as const;

/** How many parts came, and what became of them. */
export function VerdictChart({ shown, spans, names }: ChartProps): JSX.Element {
  const { t } = useTranslation(['statistics', 'frame']);
  const formats = useFormats();
  const most = roundUp(Math.max(1, ...spans.map(({ inspected }) => inspected)));
  return (
    <SpanChart
      title={t('verdicts')}
      spans={spans}
      names={names}
      ticks={[most, most / 2, 0].map((tick) => formats.count(tick))}
      legend={
        <span className={classes.legend}>
          {VerdictSchema.options.map((verdict) => (
            <VerdictSign key={verdict} verdict={verdict} size="line" />
          ))}
        </span>
      }
      hint={(span) =>
        t('verdictHint', {
          span: names.whole(span),
          inspected: formats.count(span.inspected),
          ...{ ok: formats.count(span.ok), ng: formats.count(span.ng) },
          ...{ review: formats.count(span.review), error: formats.count(span.error) },
        })
      }
      href={(span) => historyLink(shown, {}, span)}
      column={(span) =>
        STACK.map((verdict) => (
          <span
            key={verdict}
            className={classes.part}
            data-verdict={verdict}
            data-some={span[verdict] > 0 || undefined}
            style={{ height: `${(100 * span[verdict]) / most}%` }}
          />
        ))
      }
      table={
        <table>
          <caption className="visually-hidden">{t('verdicts')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('inspected')}</th>
              {VerdictSchema.options.map((verdict) => (
                <th key={verdict} scope="col">
                  {t(`frame:verdict.${verdict}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spans.map((span) => (
              <tr key={span.from}>
                <th scope="row">{names.whole(span)}</th>
                <td>
                  <a href={historyLink(shown, {}, span)}>{formats.count(span.inspected)}</a>
                </td>
                {VerdictSchema.options.map((verdict) => (
                  <td key={verdict}>
                    <a href={historyLink(shown, { effective: verdict }, span)}>
                      {formats.count(span[verdict])}
                    </a>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

/** The next number that reads well, and halves well: 2, 4, 10, 20, 40, 100… */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([2, 4, 10].find((step) => step * power >= value) ?? 10) * power;
}
