import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

export function ReviewScreen(): JSX.Element {
  const { t } = useTranslation('review');
  return (
    <main aria-label={t('title')}>
      <h1>{t('title')}</h1>
    </main>
  );
}
