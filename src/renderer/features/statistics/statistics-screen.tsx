import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

export function StatisticsScreen(): JSX.Element {
  const { t } = useTranslation('statistics');
  return (
    <main aria-label={t('title')}>
      <h1>{t('title')}</h1>
    </main>
  );
}
