import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { stationQuery } from '../api/queries.ts';
import { settingsQuery, useSettingEvents } from '../api/settings.ts';
import classes from './connection.module.css';

/** The station's name and whether it answers, in the bar. */
export function StationSign(): JSX.Element {
  const { t } = useTranslation('frame');
  const { data, status } = useQuery(stationQuery);
  const { data: settings } = useQuery(settingsQuery);
  useSettingEvents();
  const given = [settings?.stationName, settings?.lineName].filter((name) => name).join(' · ');
  const state = status === 'success' ? 'connected' : status === 'error' ? 'lost' : 'connecting';
  return (
    <div className={classes.sign}>
      <strong title={data && t('connection.version', { version: data.version })}>
        {given || (data?.name ?? t('product'))}
      </strong>
      <span role="status" data-state={state}>
        <i aria-hidden="true" />
        {t(`connection.${state}`)}
      </span>
    </div>
  );
}

/** Says at once that the station is away, and what that means for what one sees. */
export function LostStrip(): JSX.Element | null {
  const { t } = useTranslation('frame');
  const { status } = useQuery(stationQuery);
  if (status !== 'error') return null;
  return (
    <div className={classes.strip} role="alert">
      <strong>{t('connection.lostTitle')}</strong> {t('connection.lostAdvice')}
    </div>
  );
}
