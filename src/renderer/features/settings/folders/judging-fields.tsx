import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ModelKindSchema } from '../../../../shared/domain.ts';
import { modelsQuery } from '../../../api/queries.ts';
import { recipesQuery } from '../../../api/recipes.ts';
import type { FolderFieldProps } from './folder-draft.ts';
import classes from './folder-form.module.css';
import { SelectField } from './select-field.tsx';

/** What a folder is called, and what its pictures are judged by. */
export function JudgingFields({ draft, onChange }: FolderFieldProps): JSX.Element {
  const { t } = useTranslation(['settings', 'frame']);
  const { data: recipes } = useQuery(recipesQuery);
  const { data: models } = useQuery(modelsQuery);
  const recipeNames = recipes?.recipes.map(({ name }) => name) ?? [];
  const modelNames = [...new Set(models?.models.map(({ name }) => name) ?? [])];
  const kinds = ModelKindSchema.options.map((kind) => ({
    value: kind,
    label: t('form.liveModel', { model: t(`frame:model.${kind}`) }),
  }));
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          size="md"
          label={t('form.name')}
          description={t('form.nameHint')}
          value={draft.name}
          maxLength={100}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <div className={classes.switch}>
          <Switch
            size="md"
            label={t('form.recursive')}
            description={t('form.recursiveHint')}
            checked={draft.recursive}
            onChange={(event) => onChange({ recursive: event.currentTarget.checked })}
          />
        </div>
      </div>
      <div className={classes.pair}>
        <NativeSelect
          size="md"
          label={t('form.recipe')}
          description={t('form.recipeHint')}
          value={draft.recipe}
          data={[
            { value: '', label: t('folder.recipeInForce') },
            ...withValue(recipeNames, draft.recipe),
          ]}
          onChange={(event) => onChange({ recipe: event.currentTarget.value })}
        />
        <NativeSelect
          size="md"
          label={t('form.model')}
          description={t('form.modelHint')}
          value={draft.model}
          data={[
            { value: '', label: t('form.recipesModel') },
            ...kinds,
            ...withValue(modelNames, draft.model).filter(
              (name) => !kinds.some(({ value }) => value === name),
            ),
          ]}
          onChange={(event) => onChange({ model: event.currentTarget.value })}
        />
      </div>
      <div className={classes.pair}>
        <Textarea
          size="md"
          label={t('form.patterns')}
          description={t('form.patternsHint')}
          rows={2}
          spellCheck={false}
          value={draft.patterns}
          onChange={(event) => onChange({ patterns: event.currentTarget.value })}
        />
        <SelectField
          label={t('form.watching')}
          description={t('form.watchingHint')}
          value={draft.watching}
          options={(['auto', 'events', 'polling'] as const).map((way) => ({
            value: way,
            label: t(`form.way.${way}`),
          }))}
          onChange={(watching) => onChange({ watching })}
        />
      </div>
    </>
  );
}

/** What is set stays to be chosen, like a revision that the list does not name. */
function withValue(names: readonly string[], value: string): readonly string[] {
  return value === '' || names.includes(value) ? names : [...names, value];
}
