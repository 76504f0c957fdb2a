import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartPattern } from '../../../../shared/part-identity.ts';
import { folderCheckQuery, partExamplesQuery } from '../../../api/folders.ts';
import type { FolderFieldProps } from './folder-draft.ts';
import { partOf } from './folder-draft.ts';
import classes from './folder-form.module.css';
import { SelectField } from './select-field.tsx';

const SHOWN = 5;
const PAUSE_MS = 250;

/** How the part is read from a file's name, tried on names that are there. */
export function PartFields({ draft, onChange }: FolderFieldProps): JSX.Element {
  const { t } = useTranslation('settings');
  const part = partOf(draft);
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('part.title')}</legend>
      <div className={classes.pair}>
        <SelectField
          label={t('part.kind')}
          description={t('part.kindHint')}
          value={draft.partKind}
          options={(['none', 'template', 'expression'] as const).map((kind) => ({
            value: kind,
            label: t(`part.by.${kind}`),
          }))}
          onChange={(partKind) => onChange({ partKind })}
        />
        {draft.partKind !== 'none' && (
          <TextInput
            size="md"
            required
            label={t('part.text')}
            description={t(`part.textHint.${draft.partKind}`, { skipInterpolation: true })}
            value={draft.partText}
            spellCheck={false}
            onChange={(event) => onChange({ partText: event.currentTarget.value })}
          />
        )}
      </div>
      {part !== null && <Examples part={part} path={draft.path.trim()} />}
    </fieldset>
  );
}

/** What the pattern reads from some names of the folder. */
function Examples(props: {
  readonly part: PartPattern;
  readonly path: string;
}): JSX.Element | null {
  const { t } = useTranslation('settings');
  const [text] = useDebouncedValue(props.part.text, PAUSE_MS);
  const check = useQuery(folderCheckQuery(props.path));
  const names = check.data?.examples.slice(0, SHOWN) ?? [];
  const { data } = useQuery(partExamplesQuery({ kind: props.part.kind, text }, names));
  if (data === undefined) return null;
  if (data.problem !== null) {
    return (
      <p className={classes.complaint} role="status">
        {data.problem}
      </p>
    );
  }
  if (data.examples.length === 0) return <p role="status">{t('part.noNames')}</p>;
  return (
    <table className={classes.examples}>
      <caption>{t('part.examples')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('part.column.name')}</th>
          <th scope="col">{t('part.column.serial')}</th>
          <th scope="col">{t('part.column.lot')}</th>
          <th scope="col">{t('part.column.station')}</th>
          <th scope="col">{t('part.column.side')}</th>
          <th scope="col">{t('part.column.time')}</th>
        </tr>
      </thead>
      <tbody>
        {data.examples.map(({ name, part }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {part.matched ? (
              <>
                <td>{part.serial}</td>
                <td>{part.lot}</td>
                <td>{part.station}</td>
                <td>{part.side}</td>
                <td>{part.time}</td>
              </>
            ) : (
              <td colSpan={5}>{t('part.unmatched')}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
