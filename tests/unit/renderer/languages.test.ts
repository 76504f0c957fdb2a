import { describe, expect, it } from 'vitest';
import { LANGUAGES, languageOf, localeOf } from '../../../src/renderer/i18n/languages.ts';
import { textsOf } from '../../support/i18n/texts.ts';

const OTHERS = LANGUAGES.filter((language) => language !== 'en');

const placeholders = (text: string): readonly string[] =>
  [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

/** The keys that a language must have: English's, with its own forms of plural. */
function wanted(
  english: ReadonlyMap<string, string>,
  language: string,
): ReadonlyMap<string, string> {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return new Map(
    [...english].flatMap(([key, text]): readonly (readonly [string, string])[] => {
      if (key.endsWith('_one')) return [];
      if (!key.endsWith('_other')) return [[key, text]];
      return forms.map((form) => [`${key.slice(0, -'other'.length)}${form}`, text]);
    }),
  );
}

describe.each(OTHERS)('%s', (language) => {
  const english = textsOf('en');
  const texts = textsOf(language);
  const must = wanted(english, language);

  it('says all that English says, and nothing else', () => {
    expect([...texts.keys()].sort()).toEqual([...must.keys()].sort());
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('has the same placeholders', () => {
    const differing = [...texts].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(must.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('left no sentence in English', () => {
    const left = [...texts].filter(
      ([key, text]) =>
        text === must.get(key) &&
        text
          .replace(/\{\{\w+\}\}/g, '')
          .split(/[^\p{L}]+/u)
          .filter((word) => word.length > 2).length > 2,
    );
    expect(left).toEqual([]);
  });
});

it('chooses the first wish that there is, else English, and keeps the flavour for numbers', () => {
  expect(languageOf(['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(languageOf(['fr'])).toBe('en');
  expect(localeOf('de', ['fr-FR', 'de-AT'])).toBe('de-AT');
  expect(localeOf('zh', ['en-GB'])).toBe('zh');
});
