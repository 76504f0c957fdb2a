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

/** The newest one that is still, byte for byte, what was found good when it was made. */
export async function newestGoodBackup(folder: string): Promise<FoundBackup | null> {
  for (const backup of await findBackups(folder)) {
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
