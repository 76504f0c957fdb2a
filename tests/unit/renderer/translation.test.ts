import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const RENDERER = join(import.meta.dirname, '../../../src/renderer');

const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(RENDERER, file), 'utf8') }));

describe('text in the page', () => {
  it('comes from the translations and never stands in the code', () => {
    // Words between tags, or as the value of what a reader speaks or a pointer shows.
    const loose =
      /<\w[^<>{}]*>\s*[A-Za-z][^<>{}]*<\/|(?:aria-label|title|label|placeholder|alt)="[^"]+"/;
    const found = sources
      .filter(({ file }) => file.endsWith('.tsx'))
      .flatMap(({ file, text }) =>
        text
          .split('\n')
          .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && loose.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(found).toEqual([]);
  });

  it('has no key that nothing uses', () => {
    const code = sources.map(({ text }) => text).join('\n');
    const folder = join(RENDERER, 'i18n/en');
    const unused = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => {
        const keys = leaves(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Tree);
        return keys.filter((key) => !isUsed(key, code)).map((key) => `${file}: ${key}`);
      });
    expect(unused).toEqual([]);
  });
});

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : leaves(value, `${path}${key}.`),
  );
}

/** As it is, as one of a plural, or by a template whose fixed beginning names its branch. */
function isUsed(key: string, code: string): boolean {
  const plain = key.replace(/_(zero|one|other)$/, '');
  const parts = plain.split('.');
  const branches = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
  const parent = branches.at(-1);
  return (
    code.includes(`'${plain}'`) ||
    code.includes(`:${plain}'`) ||
    // What is filled in may have dots of its own, as the kinds of audit rows have.
    branches.some((branch) => code.includes(`${branch}.\${`)) ||
    (parent !== undefined && code.includes(`'${parent}', {`))
  );
}
