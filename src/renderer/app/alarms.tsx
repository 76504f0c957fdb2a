import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAlarms } from '../api/events.ts';
import { Icon } from '../ui/icons.tsx';
import { useFormats } from '../ui/use-formats.ts';
import classes from './alarms.module.css';
import { useAlarmNotices } from './use-alarm-notices.ts';

/** More would push away what the alarms are about. */
const SHOWN = 2;

/** What wants a person, under the bar of every screen; it goes by itself when all is well again. */
export function AlarmStrip(): JSX.Element | null {
  const { t } = useTranslation('frame');
  const formats = useFormats();
  const alarms = useAlarms();
  useAlarmNotices(alarms);
  const [isWhole, setIsWhole] = useState(false);
  if (alarms.length === 0) return null;
  const sorted = [...alarms].sort((a, b) => rank(a.severity) - rank(b.severity));
  const shown = isWhole ? sorted : sorted.slice(0, SHOWN);
  const rest = sorted.length - SHOWN;
  return (
    <section className={classes.alarms} aria-label={t('alarm.title')}>
      <div role="alert">
        <ul>
          {shown.map(({ alarm, severity, message, since }) => (
            <li key={alarm} data-severity={severity}>
              <Icon name="alarm" size={22} />
              <strong>{t(`alarm.severity.${severity}`)}</strong>
              <span>{message}</span>
              <time dateTime={since} title={since}>
                {t('alarm.since', { time: formats.date(since) })}
              </time>
            </li>
          ))}
        </ul>
      </div>
      {rest > 0 && (
        <button type="button" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t('alarm.fewer') : t('alarm.more', { count: rest })}
        </button>
      )}
    </section>
  );
}

function rank(severity: 'warning' | 'error'): number {
  return severity === 'error' ? 0 : 1;
}
