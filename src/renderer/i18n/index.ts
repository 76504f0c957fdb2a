import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en/index.ts';

export const DEFAULT_NAMESPACE = 'frame';

/** One folder a language, one file a feature; English is complete and the fall-back of the rest. */
export async function startTranslation(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: DEFAULT_NAMESPACE,
    resources: { en: english },
    // React escapes what it prints.
    interpolation: { escapeValue: false },
  });
}
