import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { VerdictSchema } from '../../../shared/domain.ts';
import { DispositionStateSchema, SourceKindSchema } from '../../../shared/history.ts';
import { modelsQuery } from '../../api/queries.ts';
import { recipesQuery } from '../../api/recipes.ts';
import { ChoiceChip } from './choice-chip.tsx';
import type { Condition, Conditions } from './filter.ts';
import classes from './filter-bar.module.css';
import { PeriodChip } from './period-chip.tsx';
import { TextChip } from './text-chip.tsx';

export interface FilterBarProps {
  readonly conditions: Conditions;
  readonly onChange: (name: Condition, value: string | null) => void;
  readonly onClear: () => void;
}

/** Rare ones have a chip only while an address asks for them. */
const RARE = ['verdict', 'minScore', 'lot', 'station', 'side', 'folder'] as const;

/** All conditions in a line; they live in the address. */
export function FilterBar(props: FilterBarProps): JSX.Element {
  const { conditions, onChange, onClear } = props;
  const { t } = useTranslation(['history', 'frame']);
  const { data: installed } = useQuery(modelsQuery);
  const { data: known } = useQuery(recipesQuery);
  const models = installed?.models ?? [];
  const classNames = [...new Set(models.flatMap(({ spec }) => spec.classes))].sort();
  const modelNames = [...new Set(models.map(({ name }) => name))].sort();
  const same = (value: string): { value: string; label: string } => ({ value, label: value });
  const set = (name: Condition) => (value: string | null) => onChange(name, value);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('filter.title')}>
      <TextChip
        label={t('filter.text')}
        hint={t('filter.textHint')}
        value={conditions.text}
        onChange={set('text')}
      />
      <PeriodChip value={conditions.period} onChange={set('period')} />
      <ChoiceChip
        label={t('filter.effective')}
        value={conditions.effective}
        several
        choices={VerdictSchema.options.map((value) => ({
          value,
          label: t(`frame:verdict.${value}`),
        }))}
        onChange={set('effective')}
      />
      <ChoiceChip
        label={t('filter.disposition')}
        value={conditions.disposition}
        choices={DispositionStateSchema.options.map((value) => ({
          value,
          label: t(`disposition.${value}`),
        }))}
        onChange={set('disposition')}
      />
      <ChoiceChip
        label={t('filter.corrected')}
        value={conditions.corrected}
        choices={[{ value: 'true', label: t('corrected') }]}
        onChange={set('corrected')}
      />
      <ChoiceChip
        label={t('filter.class')}
        value={conditions.class}
        choices={classNames.map(same)}
        onChange={set('class')}
      />
      <ChoiceChip
        label={t('filter.recipe')}
        value={conditions.recipe}
        choices={known?.recipes.map(({ name }) => same(name)) ?? []}
        onChange={set('recipe')}
      />
      <ChoiceChip
        label={t('filter.model')}
        value={conditions.model}
        choices={modelNames.map(same)}
        onChange={set('model')}
      />
      <TextChip
        label={t('filter.serial')}
        hint={t('filter.serialHint')}
        value={conditions.serial}
        onChange={set('serial')}
      />
      <ChoiceChip
        label={t('filter.source')}
        value={conditions.source}
        choices={SourceKindSchema.options.map((value) => ({ value, label: t(`source.${value}`) }))}
        onChange={set('source')}
      />
      <TextChip
        label={t('filter.person')}
        hint={t('filter.personHint')}
        value={conditions.person}
        onChange={set('person')}
      />
      {RARE.filter((name) => conditions[name] !== undefined).map((name) => (
        <TextChip
          key={name}
          label={t(`filter.rare.${name}`)}
          hint={t('filter.rareHint')}
          value={conditions[name]}
          onChange={set(name)}
        />
      ))}
      {Object.keys(conditions).length > 0 && (
        <Button variant="subtle" size="md" onClick={onClear}>
          {t('filter.clearAll')}
        </Button>
      )}
    </div>
  );
}
