import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { devicesQuery } from '../../api/queries.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';

/** What can compute here, and why the others cannot. */
export function Devices(): JSX.Element {
  const { t } = useTranslation(['models', 'frame']);
  const devices = useQuery(devicesQuery);
  if (devices.isPending) return <p role="status">{t('devicesLoading')}</p>;
  if (devices.isError) {
    return <ProblemNote title={t('devices')} problem={toProblem(devices.error)} />;
  }
  return (
    <Table verticalSpacing="xs">
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
