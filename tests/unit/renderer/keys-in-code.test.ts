import { beforeAll, describe, expect, it } from 'vitest';
import { type AskedKeys, askedKeys } from '../../support/i18n/asked-keys.ts';
import { nameOf, nodesOf, type Source } from '../../support/i18n/syntax.ts';
import { askedAs, sourcesOf, textsOf } from '../../support/i18n/texts.ts';
import { textsInCode } from '../../support/i18n/texts-in-code.ts';

const SOURCES = sourcesOf('renderer');

/** What the checks must find, read together with the true sources by the same compiler. */
const BAD: Source = {
  file: 'bad.tsx',
  text: `
    import { useTranslation } from 'react-i18next';
    type Colour = 'red' | 'green';
    export function Bad({ colour, word }: { colour: Colour; word: string }) {
      const { t } = useTranslation(['history', 'frame']);
      return (
        <p title={colour === 'red' ? 'Stop' : t('bad.title')}>
          Twelve parts {t(\`bad.\${colour}\`)} {t(colour === 'red' ? 'bad.a' : \`bad.x.\${colour}\`)}
          {t(word)} {t('frame:bad.b')} {colour === 'red' && 'Halt'}
        </p>
      );
    }
  `,
};

const english = textsOf('en');
let asked: AskedKeys;
beforeAll(async () => {
  asked = await askedKeys([...SOURCES, BAD]);
}, 180_000);

const isBad = (place: string): boolean => place.startsWith(BAD.file);

/** Keys that are asked for and that no text has, with the places. */
function missing(texts: ReadonlyMap<string, string>): readonly string[] {
  const known = new Set([...texts.keys()].flatMap((key) => [key, askedAs(key)]));
  const groups = [...texts.keys()].map((key) => key.slice(0, key.lastIndexOf('.')));
  return [...asked.keys].flatMap(([key, places]) =>
    known.has(key) || groups.includes(key) ? [] : [`${places.join(' ')} ${key}`],
  );
}

/** Keys of texts that nothing asks for. */
function unused(texts: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set(
    sourcesOf('shared').flatMap((source) => nodesOf(source).map(({ node }) => nameOf(node))),
  );
  return [...texts.keys()].filter((key) => {
    if (asked.keys.has(key) || asked.keys.has(askedAs(key))) return false;
    // A whole group is asked for at once.
    if (asked.keys.has(key.slice(0, key.lastIndexOf('.')))) return false;
    // Words for what came from outside are for names that the station knows.
    const prefix = asked.prefixes.find((start) => key.startsWith(start));
    return prefix === undefined || !names.has(key.slice(prefix.length));
  });
}

describe('keys', () => {
  it('that code asks for are there', () => {
    expect(asked.keys.size).toBeGreaterThan(1000);
    expect(missing(english).filter((line) => !isBad(line))).toEqual([]);
  });

  it('that are there are asked for', () => {
    expect(unused(english)).toEqual([]);
  });

  it('have types that list them', () => {
    expect(asked.untyped.filter((line) => !isBad(line))).toEqual([]);
  });

  it('are found missing, unused and untyped in a source that has such', () => {
    // Where the colour is known not to be red, only green is asked for.
    expect(missing(english).filter(isBad).toSorted()).toEqual([
      ...['bad.tsx:7 history:bad.title', 'bad.tsx:8 history:bad.a', 'bad.tsx:8 history:bad.green'],
      ...['bad.tsx:8 history:bad.red', 'bad.tsx:8 history:bad.x.green', 'bad.tsx:9 frame:bad.b'],
    ]);
    expect(asked.untyped.filter(isBad)).toEqual(['bad.tsx:9 string']);
    const stale = [
      'frame:never',
      'frame:verdict.perhaps',
      'recipes:word.nobodys',
      'frame:more_other',
    ];
    expect(unused(new Map([...english, ...stale.map((key) => [key, ''] as const)]))).toEqual(stale);
  });
});

describe('text in code', () => {
  it('is always a key', () => {
    expect(SOURCES.flatMap(textsInCode)).toEqual([]);
  });

  it.each([
    ['<p>Twelve parts</p>', 'Twelve parts'],
    ['<p>{count} px</p>', 'px'],
    ["<p>{on ? 'yes' : t('no')}</p>", 'yes'],
    [`<p>{\`\${count} px\`}</p>`, '… px'],
    ['<img alt="A gear" />', 'A gear'],
    ['<button title="Stop it" />', 'Stop it'],
    ["<button aria-label={on && 'Halt'} />", 'Halt'],
    ["<input placeholder={'Name ' + name} />", 'Name'],
    ["<TextInput label={text ?? 'Name'} />", 'Name'],
    ['<TextInput error="Too long" />', 'Too long'],
    ["useKeys([{ chords: ['a'], label: 'Go on' }])", 'Go on'],
    ["notify('The disk is full')", 'The disk is full'],
    ["notifications.show({ message: 'Kept.' })", 'Kept.'],
    ["window.alert('Stop')", 'Stop'],
    ["document.title = 'Inspect'", 'Inspect'],
    ["advise('Load the page again')", 'Load the page again'],
    ['<p>裂纹</p>', '裂纹'],
  ])('%s is none', (text, found) => {
    expect(textsInCode({ file: 'bad.tsx', text: `const x = ${text};` })).toEqual([
      `bad.tsx:1 ${found}`,
    ]);
  });

  it.each([
    `<p title={t('a.b')}>{t(\`verdict.\${verdict}\`)} × {count}…</p>`,
    "new RequestError({ code: 'STATION_LOST', message: 'No connection to the station.' })",
    "<Note step={on ? 'waiting' : 'done'} className='row wide' />",
    "show({ what: 'edit' })",
  ])('%s is', (text) => {
    expect(textsInCode({ file: 'good.tsx', text: `const x = ${text};` })).toEqual([]);
  });
});
