import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What identifies a model: the SHA-256 of its file, or of its file followed by the files that hold
 * its weights. Without those, a retrained model with the same graph would be the same model.
 *
 * @param externalData names relative to the model's folder; their order does not matter
 * @returns lower-case hexadecimal
 */
export async function digestModel(
  path: string,
  externalData: readonly string[] = [],
): Promise<string> {
  const hash = createHash('sha256');
  const beside = externalData.toSorted().map((name) => join(dirname(path), name));
  for (const file of [path, ...beside]) {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
