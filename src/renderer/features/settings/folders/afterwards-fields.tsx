import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderFieldProps } from './folder-draft.ts';
import classes from './folder-form.module.css';
import { SelectField } from './select-field.tsx';

/** What happens to a file that was judged, and who else is told. */
export function AfterwardsFields({ draft, onChange }: FolderFieldProps): JSX.Element {
  const { t } = useTranslation('settings');
  return (
    <>
      <div className={classes.pair}>
        <SelectField
          label={t('form.afterwards')}
          description={t('form.afterwardsHint')}
          value={draft.afterwards}
          options={(['stay', 'move'] as const).map((kind) => ({
            value: kind,
            label: t(`folder.after.${kind}`),
          }))}
          onChange={(afterwards) => onChange({ afterwards })}
        />
        {draft.afterwards === 'move' && (
          <TextInput
            size="md"
            label={t('form.moveTo')}
            description={t('form.moveToHint')}
            value={draft.moveTo}
            spellCheck={false}
            onChange={(event) => onChange({ moveTo: event.currentTarget.value })}
          />
        )}
      </div>
      <div className={classes.pair}>
        <SelectField
          label={t('form.results')}
          description={t('form.resultsHint')}
          value={draft.results}
          options={(['none', 'json', 'csv'] as const).map((kind) => ({
            value: kind,
            label: t(`form.result.${kind}`),
          }))}
          onChange={(results) => onChange({ results })}
        />
        {draft.results !== 'none' && (
          <TextInput
            size="md"
            required
            label={t('form.resultsFolder')}
            description={t('form.resultsFolderHint')}
            value={draft.resultsFolder}
            spellCheck={false}
            onChange={(event) => onChange({ resultsFolder: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  );
}
