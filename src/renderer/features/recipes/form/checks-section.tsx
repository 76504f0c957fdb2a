import { Switch } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPath } from '../../../../shared/recipes/refusal.ts';
import { ChoiceField } from './choice-field.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';

const CHECKS = [
  {
    name: 'size',
    begin: { minWidth: 640 },
    bounds: ['minWidth', 'maxWidth', 'minHeight', 'maxHeight'],
  },
  { name: 'sharpness', begin: { min: 50 }, bounds: ['min', 'max'] },
  { name: 'brightness', begin: { min: 20, max: 235 }, bounds: ['min', 'max'] },
  { name: 'clipped', begin: { maxWhite: 0.2 }, bounds: ['maxBlack', 'maxWhite'] },
] as const;

/** What a picture has to be like before it is judged at all. */
export function ChecksSection(): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set, problems } = useForm();
  return (
    <Section title={t('section.checks')} hint={t('section.checksHint')}>
      {CHECKS.map(({ name, begin, bounds }) => {
        const check = draft.checks[name];
        const refused = problems.get(formatPath(['checks', name]));
        return (
          <fieldset key={name} className={classes.class}>
            <legend>{t(`check.${name}`)}</legend>
            <Switch
              size="md"
              className={classes.switch ?? ''}
              label={t(`check.${name}Hint`)}
              checked={check !== undefined}
              onChange={(event) =>
                set(
                  ['checks', name],
                  event.currentTarget.checked ? { ...begin, outcome: 'error' } : undefined,
                )
              }
            />
            {check !== undefined && (
              <div className={classes.pair}>
                {bounds.map((bound) => (
                  <NumberField
                    key={bound}
                    path={['checks', name, bound]}
                    label={t(`bound.${bound}`)}
                    placeholder={t('bound.none')}
                    unit={name === 'size' ? t('unit.px') : undefined}
                  />
                ))}
                <ChoiceField
                  path={['checks', name, 'outcome']}
                  label={t('field.outcome')}
                  value={check.outcome}
                  options={(['error', 'review'] as const).map((value) => ({
                    value,
                    label: t(`outcome.${value}`),
                  }))}
                  onChange={(outcome) => set(['checks', name, 'outcome'], outcome)}
                />
              </div>
            )}
            {refused !== undefined && <p className={classes.problem}>{refused}</p>}
          </fieldset>
        );
      })}
    </Section>
  );
}
