import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderSettingsInput } from '../../../src/shared/folders.ts';
import type { ArrivingFolder } from './arrivals.ts';

export interface WatchedFolder extends ArrivingFolder {
  readonly id: string;
  /** Where its result files go. */
  readonly results: string | null;
}

type Plan = Omit<ArrivingFolder, 'path'> & { readonly settings: Partial<FolderSettingsInput> };

/** Every way in which a folder can be watched and left behind, over three folders. */
const PLANS: Readonly<Record<string, Plan>> = {
  staying: { afterwards: 'stay', settings: {} },
  moving: { afterwards: 'move', settings: { afterwards: { kind: 'move' } } },
  polled: {
    afterwards: 'move',
    settings: { afterwards: { kind: 'move' }, watching: 'polling', pollSeconds: 0.3 },
  },
};
const RESULTS: Readonly<Record<string, 'csv' | 'json'>> = { staying: 'csv', moving: 'json' };

/** Makes the folders and has the station watch them. */
export async function makeFolders(
  address: string,
  root: string,
): Promise<readonly WatchedFolder[]> {
  const folders: WatchedFolder[] = [];
  for (const [name, plan] of Object.entries(PLANS)) {
    const path = join(root, name);
    const kind = RESULTS[name];
    const results = kind === undefined ? null : join(root, `${name}-results`);
    await mkdir(path);
    if (results !== null) await mkdir(results);
    const id = await addFolder(address, {
      path,
      recursive: true,
      settleSeconds: 0.2,
      ...plan.settings,
      ...(kind === undefined || results === null ? {} : { results: { kind, folder: results } }),
    });
    folders.push({ id, path, results, afterwards: plan.afterwards });
  }
  return folders;
}

/** @returns the folder's id */
export async function addFolder(address: string, settings: FolderSettingsInput): Promise<string> {
  const response = await fetch(new URL('/api/v1/folders', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Named, so that no start after a kill spends its time on trying what else could compute.
    body: JSON.stringify({ device: 'cpu', ...settings }),
  });
  const answer = (await response.json()) as { readonly id?: string };
  if (answer.id === undefined) throw new Error(`No folder: ${JSON.stringify(answer)}`);
  return answer.id;
}
