import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { VerdictSchema } from '../../../shared/domain.ts';
import { wilson } from '../../../shared/wilson.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import classes from './figures.module.css';
import { historyLink } from './history-link.ts';
import type { Totals } from './totals.ts';
import type { Shown } from './use-shown.ts';

export interface FiguresProps {
  readonly shown: Shown;
  readonly totals: Totals;
  /** Of the period before; null until it is known. */
  readonly before: Totals | null;
}

/** The period in one line, with the one before it beside; each figure leads to its inspections. */
export function Figures({ shown, totals, before }: FiguresProps): JSX.Element {
  const { t } = useTranslation('statistics');
  const formats = useFormats();
  const was = (value: string | null): string | null =>
    before === null ? null : t('before', { value: value ?? t('none') });
  const interval = wilson(totals.passedFirst, totals.inspected);
  return (
    <section className={classes.figures} aria-label={t('figures')}>
      <Figure
        name={t('inspected')}
        value={formats.count(totals.inspected)}
        note={was(formats.count(before?.inspected ?? 0))}
        href={historyLink(shown, {})}
      />
      <Figure
        name={t('yield')}
        value={interval === null ? t('none') : formats.share(totals.passedFirst / totals.inspected)}
        extra={
          interval !== null &&
          t('interval', { low: formats.share(interval.low), high: formats.share(interval.high) })
        }
        note={was(
          before === null || before.inspected === 0
            ? null
            : formats.share(before.passedFirst / before.inspected),
        )}
        href={historyLink(shown, { verdict: 'ok' })}
      />
      {VerdictSchema.options.map((verdict) => (
        <Figure
          key={verdict}
          name={<VerdictSign verdict={verdict} size="line" />}
          value={formats.count(totals[verdict])}
          extra={
            totals.inspected > 0 &&
            t('ofAll', { share: formats.share(totals[verdict] / totals.inspected) })
          }
          note={was(formats.count(before?.[verdict] ?? 0))}
          href={historyLink(shown, { effective: verdict })}
        />
      ))}
    </section>
  );
}

function Figure(props: {
  readonly name: ReactNode;
  readonly value: string;
  readonly extra?: string | false;
  readonly note: string | null;
  readonly href: string;
}): JSX.Element {
  const { name, value, extra, note, href } = props;
  return (
    <a className={classes.figure} href={href}>
      <span className={classes.name}>{name}</span>
      <strong>{value}</strong>
      <span className={classes.extra}>{extra}</span>
      <span className={classes.note}>{note}</span>
    </a>
  );
}
