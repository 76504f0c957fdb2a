/** In the order in which one chooses; English is complete and the fall-back of the rest. */
export const LANGUAGES = ['en', 'it', 'de', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What this browser's user reads best of what there is. */
export function languageOf(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const [spoken] = wish.toLowerCase().split('-');
    const language = LANGUAGES.find((candidate) => candidate === spoken);
    if (language !== undefined) return language;
  }
  return 'en';
}

/** For numbers and dates: the browser's own flavour of the language (de-AT, en-GB), if it has one. */
export function localeOf(language: string, wishes: readonly string[]): string {
  const flavour = wishes.find((wish) => wish.toLowerCase().split('-')[0] === language);
  return flavour ?? language;
}

/** As `<html lang>` and screen readers want it: our Chinese is written in simplified signs. */
export function tagOf(language: Language): string {
  return language === 'zh' ? 'zh-Hans' : language;
}
