import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPartReader } from '../../../src/shared/part-identity.ts';
import { parseExpression } from '../../../src/shared/part-pattern/parse-expression.ts';
import { compile } from '../../../src/shared/part-pattern/program.ts';
import { run } from '../../../src/shared/part-pattern/run.ts';

const template = (text: string) => createPartReader({ kind: 'template', text });
const expression = (text: string) => createPartReader({ kind: 'expression', text });

describe('a template', () => {
  it('reads the parts of a name', () => {
    expect(template('{serial}_{lot}_{side}.*')('in/S1_L2_left.bmp')).toEqual({
      serial: 'S1',
      lot: 'L2',
      side: 'left',
      matched: true,
    });
  });

  it('with a slash reads the path', () => {
    const read = template('{lot}/{serial}.*');
    expect(read('L7/0815.png')).toEqual({ lot: 'L7', serial: '0815', matched: true });
    expect(read('deeper/L7/0815.png')).toEqual({ matched: false });
  });

  it('takes the whole name, letters outside the alphabet too', () => {
    expect(template('{serial}.png')('Größe 🔩.png')).toEqual({ serial: 'Größe 🔩', matched: true });
    expect(template('{serial}.png')('a.png.tmp')).toEqual({ matched: false });
    expect(template('??-{serial}')('ab-7')).toEqual({ serial: '7', matched: true });
  });

  it.each([
    ['{serial', /no "}".*character 1/],
    ['serial}', /no "{".*character 7/],
    ['{colour}_{lot}', /"colour" is not a part.*serial, lot, station, side, time/],
    ['{lot}-{lot}', /there twice/],
  ])('%s is refused in words', (text, sentence) => {
    expect(() => template(text)).toThrow(sentence);
  });
});

describe('an expression', () => {
  it('reads named groups, also those that are not there', () => {
    const read = expression('^(?<serial>[A-Z]\\d{3,5})(?:_(?<side>left|right))?\\.(?:bmp|png)$');
    expect(read('A1234_left.bmp')).toEqual({ serial: 'A1234', side: 'left', matched: true });
    expect(read('A1234.png')).toEqual({ serial: 'A1234', matched: true });
    expect(read('a1234.png')).toEqual({ matched: false });
  });

  it.each([
    ['(?<serial>\\d+', /no "\)"/],
    ['a)', /no "\("/],
    ['(?=a)b', /looking ahead/],
    ['(?<!a)b', /looking ahead/],
    ['(a)\\1', /"\\\\1" is not possible|"\\1" is not possible/],
    ['*a', /repeats nothing/],
    ['a{5,2}', /ends below/],
    ['a{9999}', /more than 200/],
    ['(?:(?<lot>a))+', /cannot repeat/],
    ['[z-a]', /range/],
    ['[abc', /ends too early/],
    ['((((((((((((((((((((((a))))))))))))))))))))))', /too deeply/],
    ['(?:(?:a{200}){200}){200}', /too large/],
  ])('%s is refused in words', (text, sentence) => {
    expect(() => expression(text)).toThrow(sentence);
  });

  it('that would keep a regular expression busy for years takes a moment', () => {
    const evil = expression('^(?:(?:a|a)*)*(?:a*)*(?:.*.*.*.*.*)*(?<serial>b)$');
    const begun = performance.now();
    expect(evil('a'.repeat(4_000))).toEqual({ matched: false });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

const one = ['a', 'b', '_', '.', '[ab]', '[^a]', '\\d', '\\w', 'x'];
const times = ['*', '+', '?', '{2}', '{1,3}', '*?', '+?', '??'];
const joined = (parts: readonly string[]): string => parts.join('');

/**
 * Expressions over a small alphabet, so that they match often. Nothing that may be empty is repeated:
 * how often JavaScript tries an empty round is its own affair.
 */
const expressions = fc.letrec<{ node: string; solid: string }>((tie) => ({
  solid: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...one),
    fc
      .tuple(fc.constantFrom(...one), tie('node'))
      .map(([first, rest]) => `(?:${first}(?:${rest}))`),
    fc.tuple(tie('solid'), tie('solid')).map(([left, right]) => `(?:${left}|${right})`),
  ),
  node: fc.oneof(
    { maxDepth: 3 },
    tie('solid'),
    fc.tuple(tie('solid'), fc.constantFrom(...times)).map(joined),
    fc.tuple(tie('node'), tie('node')).map(joined),
    fc.tuple(tie('node'), tie('node')).map((parts) => parts.join('|')),
  ),
}));

it('an expression finds what the regular expression finds', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '_', 'x', '1', 'ü'), maxLength: 9 });
  fc.assert(
    fc.property(expressions.node, expressions.node, texts, (before, group, text) => {
      const source = `(?:${before})(?<serial>${group})(?:_(?<lot>.+))?`;
      const expected = new RegExp(source, 'u').exec(text);
      const found = run(compile(parseExpression(source)), text);
      expect(found === null).toBe(expected === null);
      expect(found?.serial).toBe(expected?.groups?.serial);
      expect(found?.lot).toBe(expected?.groups?.lot);
    }),
    { numRuns: 3_000 },
  );
});
