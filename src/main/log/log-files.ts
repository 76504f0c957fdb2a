import { join } from 'node:path';

/** The file in the data folder. */
export const LOG_FILE = 'pitchline.db';

/** What SQLite may keep beside a file. */
const BESIDE = ['', '-wal', '-shm'] as const;

/** A log is these files together; the first one first. */
export function filesOf(log: string): readonly string[] {
  return BESIDE.map((suffix) => `${log}${suffix}`);
}

export function backupsFolder(dataFolder: string): string {
  return join(dataFolder, 'backups');
}

/** A moment as part of a file name, on every platform: `2026-11-24T02-00-00-000Z`. */
export function stamp(at: Date): string {
  return at.toISOString().replaceAll(/[:.]/g, '-');
}
