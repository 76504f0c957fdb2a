import i18next, { type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readPreferences, writePreferences } from '../ui/preferences.ts';
import { english } from './en/index.ts';
import { type Language, languageOf, tagOf } from './languages.ts';

export { LANGUAGES, type Language } from './languages.ts';

export const DEFAULT_NAMESPACE = 'frame';

/** Only the language that is read is loaded. */
const LOADED_WHEN_CHOSEN: Readonly<
  Record<Exclude<Language, 'en'>, () => Promise<ResourceLanguage>>
> = {
  it: async () => (await import('./it/index.ts')).italian,
  de: async () => (await import('./de/index.ts')).german,
  zh: async () => (await import('./zh/index.ts')).chinese,
};

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
  try {
    await use(readPreferences().language ?? languageOf(navigator.languages));
  } catch (error) {
    // The station went away between the page and its language: in English it can say so.
    reportError(error);
  }
}

/** Shows the page in this language from now on, and remembers it. */
export async function setLanguage(language: Language): Promise<void> {
  await use(language);
  writePreferences({ language });
}

async function use(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, DEFAULT_NAMESPACE)) {
    const namespaces = await LOADED_WHEN_CHOSEN[language]();
    for (const [namespace, texts] of Object.entries(namespaces)) {
      i18next.addResourceBundle(language, namespace, texts);
    }
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = tagOf(language);
}
