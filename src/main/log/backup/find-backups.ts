import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSha256 } from './file-sha256.ts';
import { type BackupManifest, readManifest } from './manifest.ts';

export interface FoundBackup {
  readonly path: string;
  readonly manifest: BackupManifest;
}

const MANIFEST = '.db.json';

/** The backups of a folder that have their manifest, newest first; none where there is no folder. */
export async function findBackups(folder: string): Promise<readonly FoundBackup[]> {
  const names = await readdir(folder).catch(() => []);
  const found: FoundBackup[] = [];
  for (const name of names.filter((each) => each.endsWith(MANIFEST))) {
    // What cannot be read is no backup that anybody should rely on.
    const manifest = await readManifest(join(folder, name)).catch(() => null);
    if (manifest === null) continue;
    const path = join(folder, manifest.file);
    if (await exists(path)) found.push({ path, manifest });
  }
  return found.toSorted((a, b) => b.manifest.at.localeCompare(a.manifest.at));
}

/**
 * The newest one that is still, byte for byte, what was found good when it was made. One from after
 * `now` was made while the clock was wrong: it is the last resort.
 */
export async function newestGoodBackup(folder: string, now: Date): Promise<FoundBackup | null> {
  const all = await findBackups(folder);
  const isPast = ({ manifest }: FoundBackup): boolean => manifest.at <= now.toISOString();
  for (const backup of [...all.filter(isPast), ...all.filter((each) => !isPast(each))]) {
    const sha256 = await fileSha256(backup.path).catch(() => null);
    if (sha256 === backup.manifest.sha256) return backup;
  }
  return null;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
