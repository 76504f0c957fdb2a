import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Of a file of any size, in lower-case hexadecimal. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
