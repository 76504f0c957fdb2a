import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { UNFINISHED } from '../durable.ts';
import { isDiskFull } from '../errno.ts';

/** A model on its way in: its file, and what lies beside it (`config.json`, external data). */
export interface ModelUpload {
  /** Takes one file under its own name. */
  take(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /**
   * The ONNX file among those that came.
   *
   * @throws PitchlineError BAD_REQUEST where none or several came
   */
  model(): string;
}

/**
 * Gives a folder for files that are sent, and removes it afterwards; what a crash leaves is removed
 * with the library's other unfinished work.
 *
 * @param folder of the library, so that what is copied from here stays on one disk
 * @throws what the work throws; PitchlineError DISK_FULL
 */
export async function withUpload<T>(
  folder: string,
  work: (upload: ModelUpload) => Promise<T>,
): Promise<T> {
  const own = join(folder, `${UNFINISHED}${randomUUID()}`);
  const paths = new Set<string>();
  try {
    await mkdir(own, { recursive: true });
    return await work({
      take: async (name, content) => {
        const path = join(own, safeName(name));
        if (paths.has(path)) {
          throw new PitchlineError('BAD_REQUEST', `Two of the files are named ${name}.`);
        }
        paths.add(path);
        await write(path, content);
      },
      model: () => {
        const models = [...paths].filter((path) => extname(path).toLowerCase() === '.onnx');
        const [model] = models;
        if (model !== undefined && models.length === 1) return model;
        throw new PitchlineError(
          'BAD_REQUEST',
          'Send one ONNX file (its name ends with .onnx) as the multipart field "file", and what lies beside it, such as config.json, as further fields "file".',
        );
      },
    });
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new PitchlineError(
      'DISK_FULL',
      `There is no room for the model in ${folder}. Free some space and send it again.`,
      { cause },
    );
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** The last part of a name, whichever system wrote it. */
function safeName(name: string): string {
  const own = basename(name.replaceAll('\\', '/'));
  if (own !== '' && !own.startsWith('.') && !own.includes('\0')) return own;
  throw new PitchlineError('BAD_REQUEST', `"${name}" cannot be the name of a file.`);
}

async function write(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const chunk of content) await file.write(chunk);
  } finally {
    await file.close();
  }
}
