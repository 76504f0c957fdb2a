import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonLines, pitchline, serve } from '../../support/cli.ts';
import { type LogFolder, logFolder, newInspection } from '../../support/log/filled-log.ts';

let folder: LogFolder;
beforeEach(async () => {
  folder = logFolder();
  const log = await folder.open();
  for (let n = 0; n < 3; n++) log.inspections.record(newInspection(log));
  await log.close();
});
afterEach(() => folder.remove());

async function run(...args: readonly string[]): Promise<{ status: number | null; line: object }> {
  const { status, stdout } = await pitchline(['log', ...args, '--json'], { data: folder.folder });
  const lines = jsonLines(stdout);
  expect(lines).toHaveLength(1);
  return { status, line: lines[0] ?? {} };
}

function sql(text: string): void {
  const database = new Database(folder.file);
  database.exec(text);
  database.close();
}

describe('log verify', { timeout: 120_000 }, () => {
  it('finds nothing in a log that nobody touched, and names the row that somebody changed', async () => {
    const good = await run('verify');
    expect(good).toMatchObject({ status: 0, line: { ok: true, inspections: 3, problem: null } });
    sql(`UPDATE audit SET actor = '{"name":"nobody"}' WHERE seq = 2`);
    expect(await run('verify')).toMatchObject({
      status: 1,
      line: { ok: false, problem: { table: 'audit', row: 2 } },
    });
    const { status, stdout } = await pitchline(['log', 'verify'], { data: folder.folder });
    expect(status).toBe(1);
    expect(stdout).toContain('Audit row 2 was changed');
  });

  it('tells by a head that was kept whether the end was cut off', async () => {
    const { line } = await run('verify');
    const { head } = line as { readonly head: string };
    expect(await run('verify', '--head', head)).toMatchObject({ status: 0 });
    const other = await run('verify', '--head', 'ab'.repeat(32));
    expect(other).toMatchObject({ status: 1, line: { problem: { check: 'head' } } });
    const wrong = await run('verify', '--head', 'abc');
    expect(wrong).toMatchObject({ status: 1, line: { error: { code: 'LOG_BACKUP_INVALID' } } });
  });

  it('says where there is no log', async () => {
    const none = await run('verify', join(folder.folder, 'none.db'));
    expect(none).toMatchObject({ status: 1, line: { error: { code: 'LOG_NOT_FOUND' } } });
  });
});

it('verifies and backs up beside a running station, and restores when it has stopped', async () => {
  const station = await serve(folder.folder);
  const file = join(folder.folder, 'b.db');
  try {
    expect(await run('verify')).toMatchObject({ status: 0, line: { ok: true, inspections: 3 } });
    expect(await run('backup', file)).toMatchObject({ status: 0, line: { inspections: 3 } });
    expect(await run('backup', file)).toMatchObject({
      status: 1,
      line: { error: { code: 'FILE_EXISTS' } },
    });
    expect(await run('restore', file)).toMatchObject({
      status: 3,
      line: { error: { code: 'DATA_FOLDER_IN_USE' } },
    });
  } finally {
    await station.stop();
  }
  expect(await run('verify', file)).toMatchObject({ status: 0, line: { inspections: 3 } });
  const restored = await run('restore', file);
  expect(restored).toMatchObject({ status: 0, line: { restored: file } });
  expect(await run('verify')).toMatchObject({ status: 0, line: { ok: true, inspections: 3 } });
}, 120_000);
