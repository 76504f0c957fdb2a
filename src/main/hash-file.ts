import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { systemCode } from './errno.ts';

/** @returns sha256 of the content; null where there is no such file */
export async function hashFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
