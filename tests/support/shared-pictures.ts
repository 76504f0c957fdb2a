import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/**
 * The photographs, which are not part of this repository: `PITCHLINE_SHARED`, or the folder
 * `shared` beside the checkout. Null (and a line that says so) where they are not.
 */
export function sharedPictures(): string | null {
  const folder = resolve(process.env.PITCHLINE_SHARED ?? join(ROOT, '../shared'), 'real');
  if (existsSync(folder)) return folder;
  process.stdout.write(`No photographs at ${folder}: the tests that use them are skipped.\n`);
  return null;
}
