import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/main/log/migrations/index.ts';
import { openLogFile } from '../../../src/main/log/open-log-file.ts';
import { verifyLog } from '../../../src/main/log/verify/verify-log.ts';
import { type LogFolder, logFolder } from '../../support/log/filled-log.ts';
import { FIRST_ROWS, oldLog } from '../../support/log/migration.ts';

let folder: LogFolder;
afterEach(() => folder.remove());

const inFolder = (name: string): string[] => readdirSync(join(folder.folder, name)).toSorted();
const version = (file: string): unknown => {
  const connection = new Database(file, { readonly: true });
  const found = connection.pragma('user_version', { simple: true });
  connection.close();
  return found;
};

describe('opening a log of another form', () => {
  it('brings an older one up to date, with a good backup before and a row in the chain', async () => {
    folder = oldLog(1, FIRST_ROWS);
    const log = await folder.open();
    const [backup = '', manifest] = inFolder('backups');
    expect(backup).toMatch(/^before-form-\d+-.*\.db$/);
    expect(manifest).toBe(`${backup}.json`);
    expect(version(join(folder.folder, 'backups', backup))).toBe(1);
    const said = log.database.connection
      .prepare(`SELECT payload FROM audit WHERE kind = 'log.migrated'`)
      .pluck()
      .get() as string;
    expect(JSON.parse(said)).toMatchObject({ from: 1, to: MIGRATIONS.at(-1)?.version });
    expect(log.database.connection.prepare('SELECT id FROM inspections').pluck().all()).toEqual([
      'i1',
    ]);
    await log.close();
    const again = await folder.open();
    expect(inFolder('backups')).toHaveLength(2);
    await again.close();
  });

  it('refuses a newer one with a sentence, and leaves it as it is', async () => {
    folder = logFolder();
    await (await folder.open()).close();
    const connection = new Database(folder.file);
    connection.pragma('user_version = 99');
    connection.close();
    await expect(folder.open()).rejects.toMatchObject({
      code: 'LOG_NEWER',
      message: expect.stringContaining('newer Pitchline'),
    });
    expect(() => verifyLog(folder.file)).toThrow(/newer Pitchline/);
    expect(version(folder.file)).toBe(99);
    expect(inFolder('.').filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('leaves the form before where a migration fails', async () => {
    folder = oldLog(1, FIRST_ROWS);
    const broken = { version: 2, name: 'broken', sql: 'CREATE TABLE a (b); INSERT INTO nowhere;' };
    const open = openLogFile({
      ...{ folder: folder.folder, software: 'test', now: () => new Date() },
      migrations: [...MIGRATIONS.slice(0, 1), broken],
    });
    await expect(open).rejects.toThrow();
    expect(version(folder.file)).toBe(1);
    const connection = new Database(folder.file, { readonly: true });
    const tables = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'a'`).all();
    connection.close();
    expect(tables).toEqual([]);
    expect(inFolder('backups')).toHaveLength(2);
  });
});
