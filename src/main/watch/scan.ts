import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../errno.ts';
import type { NameFilter } from './names.ts';

export interface ScanOptions {
  /** Absolute path of the watched folder. */
  readonly root: string;
  readonly recursive: boolean;
  readonly wants: NameFilter;
  /** Folders that are none of the watched folder's business, by absolute path. */
  readonly skips: (path: string) => boolean;
  /** Called with each folder, before what is in it; `''` is the root. */
  readonly onFolder: (relativePath: string) => void;
  /** A folder inside could not be read. */
  readonly onTrouble: (relativePath: string, error: unknown) => void;
  /** A folder inside was not there when it was to be read. */
  readonly onGone?: (relativePath: string) => void;
}

/**
 * Names of the wanted files in a folder, as the system gives them: nothing is collected, so that a
 * million of them cost no memory. What comes or goes meanwhile may be among them or not.
 *
 * @param from where to begin, relative to the root
 * @returns relative paths with `/`
 * @throws what the system says of the first folder
 */
export async function* scan(options: ScanOptions, from = ''): AsyncGenerator<string> {
  const folders = [from];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      options.onFolder(folder);
      for await (const entry of await opendir(join(options.root, folder), { bufferSize: 256 })) {
        const relativePath = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!entry.isDirectory()) {
          if (options.wants(entry.name)) yield relativePath;
        } else if (options.recursive && isEntered(entry.name, relativePath, options)) {
          folders.push(relativePath);
        }
      }
    } catch (error) {
      if (folder === from) throw error;
      // It went away since its name was read, or has a name that cannot be asked for.
      if (systemCode(error) === 'ENOENT') options.onGone?.(folder);
      else options.onTrouble(folder, error);
    }
  }
}

function isEntered(name: string, relativePath: string, { root, skips }: ScanOptions): boolean {
  return !name.startsWith('.') && !skips(join(root, relativePath));
}
