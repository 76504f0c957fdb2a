import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli.ts';
import type { Source } from './syntax.ts';

const FOLDER = join(ROOT, 'src/renderer/i18n');
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path: string): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as const]
      : leaves(value, `${path}${key}.`),
  );
}

/** All texts of a language by `namespace:key`. */
export function textsOf(language: string): ReadonlyMap<string, string> {
  const files = readdirSync(join(FOLDER, language)).filter((file) => file.endsWith('.json'));
  return new Map(
    files.flatMap((file) =>
      leaves(
        JSON.parse(readFileSync(join(FOLDER, language, file), 'utf8')) as Tree,
        file.replace('.json', ':'),
      ),
    ),
  );
}

/** What code asks for to get this key: without the ending of a plural. */
export const askedAs = (key: string): string => key.replace(PLURAL, '');

/** The TypeScript sources under a folder of `src`. */
export function sourcesOf(folder: 'renderer' | 'shared'): readonly Source[] {
  const root = join(ROOT, 'src', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}
