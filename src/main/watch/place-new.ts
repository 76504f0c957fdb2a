import { link, open, rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { systemCode } from '../errno.ts';
import { sha256Of } from '../sha256.ts';

/** What file systems without hard links say of one. */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL'];

/**
 * Gives a file another name in the same file system, only where that name is free. `rename` alone
 * would overwrite. A crash in between leaves both names, or an empty file under the new one where the
 * file system has no hard links; never less than the file under its old name.
 *
 * @returns false where the name is taken
 * @throws what the system says: EXDEV on another file system, ENOENT where the file is gone
 */
export async function placeNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (NO_LINKS.includes(systemCode(error))) return placeByReserving(from, to);
    throw error;
  }
  await unlink(from);
  return true;
}

async function placeByReserving(from: string, to: string): Promise<boolean> {
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/** `part.png` -> `part-2.png` -> `part-3.png` */
export function numbered(path: string, number: number): string {
  const ending = extname(path);
  return fitting(dirname(path), basename(path, ending), `-${number}${ending}`);
}

/** Of one name, in bytes, in the file systems that there are. */
const LONGEST_NAME = 255;

/** A name as it is, or where it would be too long its beginning and a hash that stands for the rest. */
export function fitting(folder: string, name: string, ending: string): string {
  const room = LONGEST_NAME - Buffer.byteLength(ending);
  if (Buffer.byteLength(name) <= room) return join(folder, `${name}${ending}`);
  const mark = `~${sha256Of(name).slice(0, 12)}`;
  let begin = '';
  for (const character of name) {
    if (Buffer.byteLength(begin) + Buffer.byteLength(character) + mark.length > room) break;
    begin += character;
  }
  return join(folder, `${begin}${mark}${ending}`);
}
