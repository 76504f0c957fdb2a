import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** `PITCHLINE_SHARED`, or the folder `shared` beside the checkout, whether it exists or not. */
export function sharedFolder(): string {
  return resolve(process.env.PITCHLINE_SHARED ?? join(ROOT, '../shared'));
}

/**
 * The photographs, which are not part of this repository; null (and a line that says so) where they are not.
 */
export function sharedPictures(): string | null {
  const folder = join(sharedFolder(), 'real');
  if (existsSync(folder)) return folder;
  process.stdout.write(`No photographs at ${folder}: the tests that use them are skipped.\n`);
  return null;
}
