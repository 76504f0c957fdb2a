import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { InBar } from '../../ui/bar-slot.tsx';
import { RecipesModelsTabs } from '../../ui/recipes-models-tabs.tsx';

export function RecipesScreen(): JSX.Element {
  const { t } = useTranslation('recipes');
  return (
    <main aria-label={t('title')}>
      <InBar>
        <h1>{t('title')}</h1>
        <RecipesModelsTabs current="recipes" />
      </InBar>
    </main>
  );
}
