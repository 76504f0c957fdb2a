import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isPictureName } from '../../shared/picture-names.ts';

/**
 * The files that paths mean: a folder stands for the files in it that are pictures by name, in
 * natural order; a file named outright is itself, whatever its name. A path that does not exist
 * stays in the list, so that judging it says so.
 */
export async function findPictures(
  paths: readonly string[],
  recursive: boolean,
): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const isFolder = await stat(path).then(
        (facts) => facts.isDirectory(),
        () => false,
      );
      return isFolder ? picturesIn(path, recursive) : [path];
    }),
  );
  return found.flat();
}

const byName = new Intl.Collator('en', { numeric: true });

async function picturesIn(folder: string, recursive: boolean): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && isPictureName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(byName.compare);
}
