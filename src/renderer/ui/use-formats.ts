import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../i18n/languages.ts';
import { createFormats, type Formats } from './format.ts';

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return useMemo(
    () => createFormats(localeOf(i18n.language, navigator.languages)),
    [i18n.language],
  );
}
