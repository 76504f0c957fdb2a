import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredPicture } from '../shared/api.ts';
import { isPictureName } from '../shared/picture-names.ts';
import type { PictureStore } from './pictures/picture-store.ts';

/** So many of them a device is compared on: enough defects to tell a wrong one, few enough for a moment. */
export const PARITY_PICTURES = 4;

/** The first pictures that come with the product, by name; none where the folder was taken out. */
export async function demoPaths(folder: string, most: number): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(isPictureName)
    .sort()
    .slice(0, most)
    .map((name) => join(folder, name));
}

/** Has the store keep all of them. */
export async function storeDemoPictures(
  pictures: Pick<PictureStore, 'putFile'>,
  folder: string,
): Promise<readonly StoredPicture[]> {
  const paths = await demoPaths(folder, Number.POSITIVE_INFINITY);
  return Promise.all(paths.map((path) => pictures.putFile(path)));
}
