import { Badge, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelList } from '../../../shared/api.ts';
import type { ModelVersion } from '../../../shared/models.ts';
import { toProblem } from '../../api/problem.ts';
import { devicesQuery, modelsQuery } from '../../api/queries.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { describeInput } from './describe-input.ts';
import classes from './models-screen.module.css';

/** What is installed and what can compute; changing it comes from the command line for now. */
export function ModelsScreen(): JSX.Element {
  const { t } = useTranslation('models');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key
    <main className={classes.screen} aria-label={t('title')} tabIndex={0}>
      <InBar>
        <h1 className={classes.title}>{t('title')}</h1>
      </InBar>
      <Models />
      <h2>{t('devices')}</h2>
      <Devices />
    </main>
  );
}

function Models(): JSX.Element {
  const { t } = useTranslation('models');
  const models = useQuery(modelsQuery);
  if (models.isPending) return <p role="status">{t('loading')}</p>;
  if (models.isError) return <ProblemNote title={t('title')} problem={toProblem(models.error)} />;
  const { data } = models;
  if (data.models.length === 0) {
    return (
      <p>
        {t('none')} <code>{t('noneAdvice')}</code>
      </p>
    );
  }
  return (
    <Table.ScrollContainer minWidth={900} type="native">
      <Table className={classes.models ?? ''} verticalSpacing="sm">
        <caption className="visually-hidden">{t('caption')}</caption>
        <Table.Thead>
          <Table.Tr>
            {(
              ['name', 'kind', 'classes', 'input', 'tiles', 'size', 'installed', 'sha256'] as const
            ).map((column) => (
              <Table.Th key={column} scope="col">
                {t(`column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.models.map((model) => (
            <ModelRow key={model.sha256} model={model} live={data.live} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ModelRow(props: {
  readonly model: ModelVersion;
  readonly live: ModelList['live'];
}): JSX.Element {
  const { model, live } = props;
  const { t } = useTranslation(['models', 'frame']);
  const formats = useFormats();
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {model.name} {model.version}{' '}
        {live[model.kind] === model.sha256 && <Badge variant="outline">{t('live')}</Badge>}
        <div className={classes.description}>{model.description}</div>
        {model.licence !== '' && (
          <div className={classes.description}>{t('licence', { licence: model.licence })}</div>
        )}
      </Table.Th>
      <Table.Td>{t(`frame:model.${model.kind}`)}</Table.Td>
      <Table.Td>{model.spec.classes.join(', ')}</Table.Td>
      <Table.Td className={classes.size ?? ''}>{describeInput(model.spec)}</Table.Td>
      <Table.Td>
        <Tiles model={model} />
      </Table.Td>
      <Table.Td className={classes.size ?? ''}>{formats.bytes(model.bytes)}</Table.Td>
      <Table.Td>
        <time dateTime={model.installedAt} title={model.installedAt}>
          {formats.date(model.installedAt)}
        </time>
      </Table.Td>
      <Table.Td>
        <code title={model.sha256}>{model.sha256.slice(0, 12)}</code>
      </Table.Td>
    </Table.Tr>
  );
}

function Tiles({ model: { tiling } }: { readonly model: ModelVersion }): JSX.Element {
  const { t } = useTranslation('models');
  const formats = useFormats();
  if (tiling === null) return <>{t('tilesOff')}</>;
  const { size, overlap } = tiling;
  const side =
    'pixels' in size
      ? t('tilesPixels', { pixels: size.pixels })
      : t('tilesShare', { share: formats.percent(size.share) });
  return (
    <>
      {side}, {t('tilesOverlap', { overlap: formats.percent(overlap) })}
    </>
  );
}

function Devices(): JSX.Element {
  const { t } = useTranslation(['models', 'frame']);
  const devices = useQuery(devicesQuery);
  if (devices.isPending) return <p role="status">{t('devicesLoading')}</p>;
  if (devices.isError) {
    return <ProblemNote title={t('devices')} problem={toProblem(devices.error)} />;
  }
  return (
    <Table className={classes.devices ?? ''} verticalSpacing="xs">
      <caption className="visually-hidden">{t('devicesCaption')}</caption>
      <Table.Thead>
        <Table.Tr>
          {(['device', 'state', 'reason'] as const).map((column) => (
            <Table.Th key={column} scope="col">
              {t(`column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {devices.data.devices.map(({ device, available, reason }) => (
          <Table.Tr key={device}>
            <Table.Th scope="row">{t(`frame:device.${device}`)}</Table.Th>
            <Table.Td>{available ? t('available') : t('unavailable')}</Table.Td>
            <Table.Td>{reason}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
