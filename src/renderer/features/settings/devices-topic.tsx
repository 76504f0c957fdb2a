import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { devicesQuery } from '../../api/queries.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './facts.module.css';
import { Topic } from './topic.tsx';

/** What can compute here, and why the others cannot: as `doctor` says it. */
export function DevicesTopic(): JSX.Element {
  const { t } = useTranslation(['settings', 'frame']);
  const devices = useQuery(devicesQuery);
  return (
    <Topic
      name="devices"
      title={t('topic.devices')}
      action={
        <Button
          variant="default"
          size="md"
          loading={devices.isFetching}
          onClick={() => devices.refetch()}
        >
          {t('devices.again')}
        </Button>
      }
    >
      <p className={classes.note}>{t('devices.hint')}</p>
      {devices.isPending && <p role="status">{t('loading')}</p>}
      {devices.isError && (
        <ProblemNote title={t('devices.failed')} problem={toProblem(devices.error)} />
      )}
      {devices.isSuccess && (
        <table className={classes.facts}>
          <caption className="visually-hidden">{t('topic.devices')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('devices.device')}</th>
              <th scope="col">{t('devices.state')}</th>
              <th scope="col">{t('devices.detail')}</th>
            </tr>
          </thead>
          <tbody>
            {devices.data.devices.map(({ device, available, reason }) => (
              <tr key={device}>
                <th scope="row">{t(`frame:device.${device}`)}</th>
                <td>{t(available ? 'devices.usable' : 'devices.absent')}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Topic>
  );
}
