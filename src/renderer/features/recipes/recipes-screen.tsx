import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

export function RecipesScreen(): JSX.Element {
  const { t } = useTranslation('recipes');
  return (
    <main aria-label={t('title')}>
      <h1>{t('title')}</h1>
    </main>
  );
}
