import { copyFile, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isPictureName } from '../../shared/picture-names.ts';
import { EvidencePaths } from '../evidence/evidence-paths.ts';
import { hashFile } from '../hash-file.ts';
import { isFile } from '../is-file.ts';
import type { AnnotatedPicture } from './annotated.ts';
import { webpSize } from './webp-size.ts';

/** Of the pictures, in the folder of the export. */
export const IMAGES = 'images';

export type PictureCopy =
  /** `images/…`, as labels name it. */
  | { readonly fileName: string }
  /** Why there is none, in words. */
  | { readonly missing: string };

/** What a picture is called in an export: by its content, so that no two meet. */
export function nameInExport({ sha256, path }: AnnotatedPicture): string {
  const ending = isPictureName(path) ? extname(path).toLowerCase() : '.picture';
  return `${IMAGES}/${sha256}${ending}`;
}

/**
 * Copies a picture from wherever its bytes still are: the copy that was kept, else the file that was
 * judged if it has not changed, else the WebP that was kept, if it is of the picture's full size.
 *
 * @param evidence the data folder's `pictures`
 * @param out the folder of the export, in which there is `images`
 */
export async function copyPicture(
  picture: AnnotatedPicture,
  evidence: string,
  out: string,
): Promise<PictureCopy> {
  const paths = new EvidencePaths(evidence);
  const { sha256, width, height } = picture;
  const fileName = nameInExport(picture);
  for (const from of [paths.of(sha256, 'original'), picture.path]) {
    if (await copyIfSame(from, sha256, join(out, fileName))) return { fileName };
  }
  const webp = paths.of(sha256, 'webp');
  if (!(await isFile(webp)))
    return { missing: `${picture.path} is gone or changed, and no copy is kept` };
  const size = await webpSize(webp);
  if (size?.width !== width || size.height !== height) {
    return { missing: `${picture.path} is gone or changed, and only a smaller copy is kept` };
  }
  const webpName = `${IMAGES}/${sha256}.webp`;
  await copyFile(webp, join(out, webpName));
  return { fileName: webpName };
}

async function copyIfSame(from: string, sha256: string, to: string): Promise<boolean> {
  if (!(await isFile(from))) return false;
  await copyFile(from, to);
  // Of the copy: the file may be written to meanwhile.
  if ((await hashFile(to)) === sha256) return true;
  await rm(to);
  return false;
}
