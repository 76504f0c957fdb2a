import { CopyButton } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '../../../shared/models.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { describeInput } from './describe-input.ts';
import { Tiles } from './tiles.tsx';
import classes from './version-card.module.css';

/** What is known of a version for certain, because it was read from its file. */
export function VersionFacts({ model }: { readonly model: ModelVersion }): JSX.Element {
  const { t } = useTranslation(['models', 'frame']);
  const formats = useFormats();
  const { spec, sha256 } = model;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('column.kind'), `${t(`frame:model.${model.kind}`)}, ${t(`task.${spec.task}`)}`],
    [t('column.classes'), spec.classes.join(', ')],
    [t('column.input'), describeInput(spec)],
    [t('column.tiles'), <Tiles key="tiles" model={model} />],
    [t('column.size'), `${model.fileName}, ${formats.bytes(model.bytes)}`],
    [t('fact.tensors'), [spec.input, ...spec.outputs].map(tensor).join('; ')],
    [t('fact.opset'), String(spec.opset)],
    [t('fact.source'), model.source],
    [t('fact.licence'), model.licence || t('fact.notSaid')],
    [t('column.installed'), formats.date(model.installedAt)],
    [
      t('column.sha256'),
      <span key="sha256" className={classes.sha}>
        <code>{sha256}</code>
        <CopyButton value={sha256}>
          {({ copied, copy }) => (
            <button type="button" onClick={copy}>
              {copied ? t('fact.copied') : t('fact.copy')}
            </button>
          )}
        </CopyButton>
      </span>,
    ],
  ];
  return (
    <>
      {model.description !== '' && <p>{model.description}</p>}
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {spec.warnings.length > 0 && (
        <ul className={classes.warnings}>
          {spec.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function tensor({ name, type, shape }: ModelVersion['spec']['input']): string {
  return `${name} ${type} [${shape.join(', ')}]`;
}
