import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import type { FolderCheck, FolderSettings } from '../../shared/folders.ts';
import { systemCode } from '../errno.ts';
import { createNameFilter } from './names.ts';
import { scan } from './scan.ts';

const EXAMPLES = 20;
/** So long examples are sought. */
const TRIED_MS = 2_000;

/** Can this folder be watched, and what is in it? */
export async function checkFolder(path: string, dataFolder: string): Promise<FolderCheck> {
  const problem = await problemOf(path, dataFolder);
  if (problem !== null) return { path, usable: false, writable: false, problem, examples: [] };
  const writable = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
  return { path, usable: true, writable, problem: null, examples: await examplesIn(path) };
}

/** @returns a sentence; null where it can be watched */
async function problemOf(path: string, dataFolder: string): Promise<string | null> {
  if (!isAbsolute(path)) return `${path} is not an absolute path. Write it out from its beginning.`;
  try {
    if (!(await stat(path)).isDirectory()) return `${path} is a file. Name the folder it is in.`;
    await access(path, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (systemCode(error) === 'ELOOP') {
      return `${path} is a link that leads back to itself. Name the folder itself.`;
    }
    return systemCode(error) === 'ENOENT'
      ? `There is no folder ${path}. Check the path, and whether the share is connected.`
      : `The folder ${path} cannot be read (${systemCode(error)}). Give the station read permission for it.`;
  }
  return isInside(await realpath(path), await realpath(dataFolder))
    ? `${path} belongs to the station's own data. Choose another folder.`
    : null;
}

/** @throws PitchlineError FOLDER_INVALID */
export async function requireFolder(path: string, dataFolder: string): Promise<void> {
  const problem = await problemOf(path, dataFolder);
  if (problem !== null) throw new PitchlineError('FOLDER_INVALID', problem);
}

/** @throws PitchlineError FOLDER_INVALID */
export function requireAbsolute({ afterwards, results }: FolderSettings): void {
  const paths = [afterwards.kind === 'move' ? afterwards.to : null, results?.folder ?? null];
  for (const path of paths) {
    if (path === null || isAbsolute(path)) continue;
    const sentence = `${path} is not an absolute path. Write it out from its beginning.`;
    throw new PitchlineError('FOLDER_INVALID', sentence);
  }
}

/** Whether a path is a folder or lies in it, at any depth. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}

/** Whether two folders would give the same files. */
export function overlap(a: FolderSettings, b: FolderSettings): boolean {
  const [first, second] = [resolve(a.path), resolve(b.path)];
  if (first === second) return true;
  return (a.recursive && isInside(second, first)) || (b.recursive && isInside(first, second));
}

/** Where judged files and results go: never looked into, or they would be judged once more. */
export function skippedFolders(settings: FolderSettings, dataFolder: string): ReadonlySet<string> {
  const skipped = [dataFolder];
  if (settings.results !== null) skipped.push(settings.results.folder);
  if (settings.afterwards.kind === 'move') {
    const base = settings.afterwards.to ?? settings.path;
    for (const verdict of ['ok', 'ng', 'review', 'error']) skipped.push(resolve(base, verdict));
  }
  return new Set(skipped.map((path) => resolve(path)));
}

async function examplesIn(path: string): Promise<string[]> {
  const examples: string[] = [];
  const until = performance.now() + TRIED_MS;
  const names = scan({
    root: path,
    recursive: true,
    wants: createNameFilter([]),
    skips: () => false,
    onFolder: () => undefined,
    onTrouble: () => undefined,
  });
  try {
    for await (const name of names) {
      examples.push(name);
      if (examples.length >= EXAMPLES || performance.now() > until) break;
    }
  } catch {
    // It went away meanwhile: whoever asked sees no examples.
  }
  return examples;
}

/** What a folder without a name is called. */
export function nameOfFolder({ name, path }: Pick<FolderSettings, 'name' | 'path'>): string {
  return name === '' ? basename(path) || dirname(path) : name;
}
