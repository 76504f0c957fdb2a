import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Finds the pictures that a COCO file names: in the folder that was said, else beside the file, in
 * `images` beside it, or the same one folder up (`annotations/instances.json`, `images/a.jpg`).
 *
 * @returns a path also where there is no such file: judging it says so
 */
export function pictureFinder(labels: string, pictures?: string): (name: string) => string {
  const beside = dirname(resolve(labels));
  const folders =
    pictures === undefined
      ? [beside, join(beside, 'images'), dirname(beside), join(dirname(beside), 'images')]
      : [resolve(pictures)];
  return (name) => {
    // Files written on Windows may have its separators, and an absolute path stays what it is.
    const paths = folders.map((folder) => resolve(folder, name.replaceAll('\\', '/')));
    return paths.find((path) => existsSync(path)) ?? paths[0]!;
  };
}
