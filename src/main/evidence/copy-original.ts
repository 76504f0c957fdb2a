import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../durable.ts';
import type { EvidenceFile } from '../inference/types.ts';

/**
 * Copies a file that could not be decoded, so that one can look into it later.
 *
 * @param sha256 of the bytes that were tried: a file that has changed since is none of that inspection
 * @returns a file in `folder`; null where the content is another by now
 * @throws what the disk says
 */
export async function copyOriginal(
  path: string,
  sha256: string,
  folder: string,
): Promise<EvidenceFile | null> {
  const target = join(folder, `${sha256}.${randomUUID()}.original`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(target, 'wx');
    try {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        await file.write(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (hash.digest('hex') === sha256) {
      await syncFolder(folder);
      return { mode: 'original', path: target, bytes };
    }
    await rm(target, { force: true });
    return null;
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
