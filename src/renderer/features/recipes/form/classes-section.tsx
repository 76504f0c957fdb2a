import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { modelsQuery } from '../../../api/queries.ts';
import { BandFields, SCORE } from './band-fields.tsx';
import { classNamesOf } from './class-names.ts';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';
import { RuleFields } from './rule-fields.tsx';
import { Section } from './section.tsx';

/** What each class may be before it is a defect. */
export function ClassesSection(): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft } = useForm();
  const models = useQuery(modelsQuery).data;
  const names = classNamesOf(draft, models ?? null);
  return (
    <Section title={t('section.classes')} hint={t('section.classesHint')}>
      {[...names, '*'].map((name) => (
        <ClassFields key={name} name={name} />
      ))}
    </Section>
  );
}

function ClassFields({ name }: { readonly name: string }): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set } = useForm();
  const shown = name === '*' ? t('otherClasses') : name;
  const rules = Object.hasOwn(draft.rules, name) ? (draft.rules[name] ?? []) : [];
  const isRequired = draft.required.some((wanted) => wanted.class === name);
  return (
    <fieldset className={classes.class}>
      <legend>{shown}</legend>
      {name !== '*' && (
        <div className={classes.scores}>
          <NumberField
            path={['classes', name, 'minimumScore']}
            label={t('field.minimumScore')}
            placeholder={t('asRecipe', { value: draft.minimumScore })}
            inherited={draft.minimumScore}
            slider={SCORE}
          />
          <BandFields path={['classes', name, 'reviewBand']} inherits />
        </div>
      )}
      {rules.length === 0 && (
        <p className={classes.hint}>{t(isRequired ? 'rule.required' : 'rule.none')}</p>
      )}
      {rules.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
        <RuleFields key={index} name={name} shown={shown} index={index} />
      ))}
      <Button
        variant="default"
        size="sm"
        className={classes.add ?? ''}
        aria-label={t('rule.addTo', { name: shown })}
        onClick={() =>
          set(['rules', name], [...rules, { atLeast: {}, limits: {}, severity: 'ng' }])
        }
      >
        {t('rule.add')}
      </Button>
    </fieldset>
  );
}
