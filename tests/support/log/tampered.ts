import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { LogFolder } from './filled-log.ts';

let copies = 0;

/** A copy of a log after something was done to it by plain SQL, without SQLite minding. */
export function tampered(
  from: LogFolder,
  change: string | ((database: Database.Database) => void),
): string {
  copies += 1;
  const file = join(from.folder, `copy-${copies}.db`);
  copyFileSync(from.file, file);
  const database = new Database(file);
  database.pragma('foreign_keys = OFF');
  if (typeof change === 'string') database.exec(change);
  else change(database);
  database.close();
  return file;
}
