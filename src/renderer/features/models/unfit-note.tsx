import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '../../../shared/models.ts';
import { recipesQuery, useRecipeEvents } from '../../api/recipes.ts';
import classes from './unfit-note.module.css';
import { unfitRecipes } from './unfit-recipes.ts';

/** Which recipes name classes that a version does not know; nothing where all fit it. */
export function UnfitNote({ model }: { readonly model: ModelVersion }): JSX.Element | null {
  const { t } = useTranslation('models');
  const recipes = useQuery(recipesQuery);
  useRecipeEvents();
  if (recipes.isError && recipes.data === undefined) {
    return <p className={classes.note}>{t('unfit.unchecked')}</p>;
  }
  const unfit = unfitRecipes(
    model,
    (recipes.data?.recipes ?? []).map(({ document }) => document),
  );
  if (unfit.length === 0) return null;
  return (
    <section className={classes.note} aria-label={t('unfit.title')}>
      <p>{t('unfit.title')}</p>
      <ul>
        {unfit.flatMap(({ name, ignored, required }) => [
          ignored.length > 0 && (
            <li key={`${name} ignored`}>
              {t('unfit.ignored', { name, classes: ignored.join(', ') })}
            </li>
          ),
          required.length > 0 && (
            <li key={`${name} required`}>
              {t('unfit.required', { name, classes: required.join(', ') })}
            </li>
          ),
        ])}
      </ul>
    </section>
  );
}
