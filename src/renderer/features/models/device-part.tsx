import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../shared/domain.ts';
import type { ModelVersion } from '../../../shared/models.ts';
import type { ParityReport } from '../../../shared/parity.ts';
import { compareDevice } from '../../api/models.ts';
import { toProblem } from '../../api/problem.ts';
import { devicesQuery } from '../../api/queries.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './version-card.module.css';

export interface DevicePartProps {
  readonly model: ModelVersion;
  readonly mayChange: boolean;
}

/** On which devices this version can run, and whether they find what the CPU finds. */
export function DevicePart({ model, mayChange }: DevicePartProps): JSX.Element {
  const { t } = useTranslation(['models', 'frame']);
  const devices = useQuery(devicesQuery);
  const compare = useMutation({
    mutationFn: (device: Device) => compareDevice(model.sha256, device),
    networkMode: 'always',
  });
  const others =
    devices.data?.devices.filter(({ device, available }) => available && device !== 'cpu') ?? [];
  return (
    <section aria-label={t('parity.title')}>
      <h3>{t('parity.title')}</h3>
      {devices.isPending && <p role="status">{t('devicesLoading')}</p>}
      {devices.isSuccess && others.length === 0 && <p>{t('parity.onlyCpu')}</p>}
      {others.map(({ device, reason }) => (
        <p key={device} className={classes.device}>
          <span>
            {t(`frame:device.${device}`)}: {reason}
          </span>
          <Button
            variant="default"
            size="sm"
            disabled={!mayChange}
            loading={compare.isPending && compare.variables === device}
            onClick={() => compare.mutate(device)}
          >
            {t('parity.compare')}
          </Button>
        </p>
      ))}
      {compare.isError && (
        <ProblemNote title={t('parity.failed')} problem={toProblem(compare.error)} />
      )}
      {compare.isSuccess && <Report report={compare.data} />}
    </section>
  );
}

function Report({ report }: { readonly report: ParityReport }): JSX.Element {
  const { t } = useTranslation(['models', 'frame']);
  const formats = useFormats();
  return (
    <p role="status">
      <strong>{report.passed ? t('parity.passed') : t('parity.refused')}</strong>{' '}
      {t('parity.figures', {
        device: t(`frame:device.${report.device}`),
        pictures: formats.count(report.pictures),
        matched: formats.count(report.matched),
        detections: formats.count(report.detections),
        box: formats.pixels(report.maxBoxDifferencePx),
        score: report.maxScoreDifference.toExponential(1),
        cpuMs: formats.milliseconds(report.cpuMs),
        deviceMs: formats.milliseconds(report.deviceMs),
      })}
    </p>
  );
}
