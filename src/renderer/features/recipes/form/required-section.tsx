import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { modelsQuery } from '../../../api/queries.ts';
import { SCORE } from './band-fields.tsx';
import { classNamesOf } from './class-names.ts';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';

/** Classes that have to be there. */
export function RequiredSection(): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set } = useForm();
  const models = useQuery(modelsQuery).data;
  const names = classNamesOf(draft, models ?? null);
  const free = names.filter((name) => !draft.required.some((wanted) => wanted.class === name));
  return (
    <Section title={t('section.required')} hint={t('section.requiredHint')}>
      {draft.required.map((wanted, index) => (
        <fieldset key={wanted.class} className={classes.class}>
          <legend>{wanted.class}</legend>
          <div className={classes.pair}>
            <NumberField path={['required', index, 'count']} label={t('field.requiredCount')} />
            <NumberField
              path={['required', index, 'minimumScore']}
              label={t('field.minimumScore')}
              slider={SCORE}
            />
          </div>
          <Button
            variant="default"
            size="sm"
            className={classes.add ?? ''}
            aria-label={t('removeNamed', { name: wanted.class })}
            onClick={() => set(['required', index], undefined)}
          >
            {t('remove')}
          </Button>
        </fieldset>
      ))}
      {free.length > 0 && (
        <NativeSelect
          size="sm"
          className={classes.addMeasure ?? ''}
          aria-label={t('required.add')}
          value=""
          data={[{ value: '', label: t('required.add') }, ...free]}
          onChange={(event) => {
            const name = event.currentTarget.value;
            if (name === '') return;
            const added = { class: name, minimumScore: 0.25, count: 1 };
            set(['required'], [...draft.required, added]);
          }}
        />
      )}
    </Section>
  );
}
