import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePicture } from './make-picture.ts';
import type { Random } from './random.ts';

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Puts `NAME-0.bmp`, `NAME-1.bmp`… into a folder.
 *
 * @returns their contents' sha256
 */
export async function putPictures(
  folder: string,
  name: string,
  count: number,
  random: Random,
): Promise<readonly string[]> {
  const contents: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const bytes = makePicture(random);
    await writeFile(join(folder, `${name}-${number}.bmp`), bytes);
    contents.push(sha256Of(bytes));
  }
  return contents;
}
