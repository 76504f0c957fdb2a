import { Table } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelList } from '../../../shared/api.ts';
import type { ModelVersion } from '../../../shared/models.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { Badges } from './badges.tsx';
import { describeInput } from './describe-input.ts';
import classes from './models-screen.module.css';

export interface VersionTableProps {
  readonly list: ModelList;
  readonly currentSha256: string | null;
}

const COLUMNS = ['name', 'kind', 'input', 'size', 'installed'] as const;

/** The newest first of each kind; a name opens its card. */
export function VersionTable({ list, currentSha256 }: VersionTableProps): JSX.Element {
  const { t } = useTranslation('models');
  const models = [...list.models].sort(
    (a, b) => b.kind.localeCompare(a.kind) || b.installedAt.localeCompare(a.installedAt),
  );
  return (
    <Table className={classes.models ?? ''} verticalSpacing="sm">
      <caption className="visually-hidden">{t('caption')}</caption>
      <Table.Thead>
        <Table.Tr>
          {COLUMNS.map((column) => (
            <Table.Th key={column} scope="col">
              {t(`column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {models.map((model) => (
          <ModelRow
            key={model.sha256}
            model={model}
            list={list}
            isCurrent={model.sha256 === currentSha256}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ModelRow(props: {
  readonly model: ModelVersion;
  readonly list: ModelList;
  readonly isCurrent: boolean;
}): JSX.Element {
  const { model, list, isCurrent } = props;
  const { t } = useTranslation(['models', 'frame']);
  const formats = useFormats();
  return (
    <Table.Tr data-current={isCurrent || undefined}>
      <Table.Th scope="row">
        <a
          className={classes.open}
          href={`#/models?id=${model.sha256}`}
          aria-current={isCurrent || undefined}
        >
          {model.name}:{model.version}
        </a>
        <Badges model={model} list={list} />
      </Table.Th>
      <Table.Td>{t(`frame:model.${model.kind}`)}</Table.Td>
      <Table.Td className={classes.size ?? ''}>{describeInput(model.spec)}</Table.Td>
      <Table.Td className={classes.size ?? ''}>{formats.bytes(model.bytes)}</Table.Td>
      <Table.Td>
        <time dateTime={model.installedAt} title={model.installedAt}>
          {formats.date(model.installedAt)}
        </time>
      </Table.Td>
    </Table.Tr>
  );
}
