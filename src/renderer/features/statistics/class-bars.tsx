import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Statistics } from '../../../shared/statistics.ts';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './class-bars.module.css';
import { historyLink } from './history-link.ts';
import type { Shown } from './use-shown.ts';

export interface ClassBarsProps {
  readonly shown: Shown;
  readonly statistics: Statistics;
}

/** What made parts NG, the most frequent first. */
export function ClassBars({ shown, statistics }: ClassBarsProps): JSX.Element {
  const { t } = useTranslation('statistics');
  const { classes: found, otherNg } = statistics;
  const most = Math.max(1, otherNg, ...found.map(({ ng }) => ng));
  return (
    <section className={classes.classes} aria-label={t('classes')}>
      <h2>{t('classes')}</h2>
      {found.length === 0 && otherNg === 0 ? (
        <p className={classes.quiet}>{t('noNg')}</p>
      ) : (
        <ul>
          {found.map(({ className, ng }) => (
            <li key={className}>
              <a href={historyLink(shown, { effective: 'ng', class: className })}>
                <Bar name={className} count={ng} share={ng / most} />
              </a>
            </li>
          ))}
          {otherNg > 0 && (
            <li>
              <Bar name={t('otherNg')} count={otherNg} share={otherNg / most} />
            </li>
          )}
        </ul>
      )}
      {found.length > 1 && <p className={classes.quiet}>{t('classesHint')}</p>}
    </section>
  );
}

function Bar(props: {
  readonly name: string;
  readonly count: number;
  readonly share: number;
}): JSX.Element {
  const { name, count, share } = props;
  const formats = useFormats();
  return (
    <span className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.track}>
        <span className={classes.bar} style={{ width: `${100 * share}%` }} />
      </span>
      <strong>{formats.count(count)}</strong>
    </span>
  );
}
