import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpLogFile } from '../../src/main/log/backup/back-up-log-file.ts';
import { restoreLog } from '../../src/main/log/backup/restore-log.ts';
import { LogCare } from '../../src/main/log/log-care.ts';
import type { StationLog } from '../../src/main/log/station-log.ts';
import { verifyLog } from '../../src/main/log/verify/verify-log.ts';
import type { StationEvent } from '../../src/shared/events.ts';
import { type LogFolder, logFolder, newInspection } from '../support/log/filled-log.ts';

let folder: LogFolder;
beforeEach(() => {
  folder = logFolder();
});
afterEach(() => folder.remove());

const aside = (): string[] =>
  readdirSync(folder.folder).filter((name) => name.startsWith('pitchline-damaged-'));

async function filled(rows: number): Promise<void> {
  const log = await folder.open();
  for (let n = 0; n < rows; n++) log.inspections.record(newInspection(log));
  await log.close();
}

async function backedUp(name: string, at = new Date()): Promise<string> {
  const backups = join(folder.folder, 'backups');
  await mkdir(backups, { recursive: true });
  const file = join(backups, name);
  await backUpLogFile({ log: folder.file, file, software: 'test', at });
  return file;
}

/** What a failing disk makes of the middle of a file. */
function spoil(file: string): void {
  writeFileSync(file, readFileSync(file).fill(0x5a, 4096));
}

function careFor(stationLog: StationLog, events: StationEvent[]): LogCare {
  return new LogCare({
    ...{ dataFolder: folder.folder, software: 'test', stationLog },
    backup: () => ({ at: '00:00', kept: 1 }),
    publish: (event) => events.push(event),
    log: (level, message) => folder.said.push(`${level}: ${message}`),
  });
}

const inspectionsOf = (log: StationLog): unknown =>
  log.database.connection.prepare('SELECT count(*) FROM inspections').pluck().get();

describe('a damaged log', () => {
  it('is set aside, a new one begun, the newest good backup offered, and all of it said', async () => {
    await filled(3);
    // The clock was years ahead when this one was made.
    await backedUp('ahead.db', new Date('2099-01-01'));
    const good = await backedUp('good.db');
    spoil(await backedUp('spoilt.db'));
    spoil(folder.file);
    const damaged = readFileSync(folder.file);
    const log = await folder.open();
    const [name = ''] = aside();
    expect(readFileSync(join(folder.folder, name))).toEqual(damaged);
    expect(log.setAside).toMatchObject({ file: name, backup: good });
    expect(folder.said).toContain(`error: ${log.setAside?.message}`);
    expect(log.setAside?.message).toContain(`log restore ${good}`);
    const payload = log.database.connection
      .prepare(`SELECT payload FROM audit WHERE kind = 'log.set-aside'`)
      .pluck()
      .get();
    expect(JSON.parse(String(payload))).toMatchObject({ file: name, backup: good });
    const events: StationEvent[] = [];
    const care = careFor(log, events);
    care.start();
    expect(events).toMatchObject([
      { kind: 'alarm.raised', alarm: 'log-set-aside', message: log.setAside?.message },
    ]);
    await care.stop();
    expect(inspectionsOf(log)).toBe(0);
    expect(log.inspections.record(newInspection(log)).seq).toBe(1);
    await log.close();
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, inspections: 1 });
  });

  it.each([
    ['is no database', 'not a database, whatever its name says'.repeat(200)],
    ['is one of another program', null],
  ])('%s: the same', async (_what, text) => {
    if (text !== null) writeFileSync(folder.file, text);
    else {
      const other = new Database(folder.file);
      other.exec('CREATE TABLE recipes (name TEXT)');
      other.close();
    }
    const log = await folder.open();
    expect(log.setAside).toMatchObject({ file: aside()[0], backup: null });
    expect(log.setAside?.message).toContain('There is no good backup');
    await log.close();
  });

  it('that is too large for a look at every start shows while recording, and is found at the next', async () => {
    await filled(1);
    const grown = new Database(folder.file);
    grown.exec(`INSERT INTO settings VALUES ('ballast', hex(zeroblob(8500000)), '')`);
    const page = grown
      .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'inspections_by_picture'`)
      .pluck()
      .get() as number;
    grown.close();
    const bytes = readFileSync(folder.file);
    writeFileSync(folder.file, bytes.fill(0x5a, (page - 1) * 4096, page * 4096));
    const log = await folder.open();
    expect(log.setAside).toBeNull();
    expect(() => log.inspections.record(newInspection(log))).toThrowError(
      expect.objectContaining({ code: 'LOG_DAMAGED' }),
    );
    expect(existsSync(`${folder.file}-suspect`)).toBe(true);
    await log.close();
    const next = await folder.open();
    expect(next.setAside).not.toBeNull();
    await next.close();
    const last = await folder.open();
    expect(last.setAside).toBeNull();
    await last.close();
  });

  it('raises an alarm when the night finds it, and the next start sets it aside', async () => {
    await filled(1);
    const log = await folder.open();
    const events: StationEvent[] = [];
    const care = careFor(log, events);
    log.database.connection.pragma('wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(folder.file);
    writeFileSync(folder.file, bytes.fill(0x5a, 20 * 4096, 22 * 4096));
    await care.backUpIfDue();
    const alarms = events.flatMap((event) => (event.kind === 'alarm.raised' ? [event.alarm] : []));
    expect(alarms).toEqual(['log-damaged', 'log-backup']);
    await care.stop();
    await log.close();
    const next = await folder.open();
    expect(next.setAside?.message).toContain('There is no good backup');
    await next.close();
  });

  it('does not come of an end without closing', async () => {
    const log = await folder.open();
    log.inspections.record(newInspection(log));
    const crashed = logFolder();
    for (const suffix of ['', '-wal']) copyFileSync(folder.file + suffix, crashed.file + suffix);
    await log.close();
    const next = await crashed.open();
    expect(next.setAside).toBeNull();
    expect(inspectionsOf(next)).toBe(1);
    await next.close();
    crashed.remove();
  });
});

describe('restoring', () => {
  it('goes on from a backup, and keeps the log that was there', async () => {
    await filled(2);
    const backup = await backedUp('two.db');
    await filled(3);
    const { replaced } = await restoreLog({ folder: folder.folder, backup, at: new Date() });
    expect(replaced).toMatch(/^pitchline-replaced-.*\.db$/);
    expect(verifyLog(join(folder.folder, String(replaced)))).toMatchObject({ inspections: 5 });
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, inspections: 2 });
    await filled(1);
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, inspections: 3 });
    expect(readdirSync(folder.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('goes on from a backup where the log is damaged', async () => {
    await filled(2);
    const backup = await backedUp('two.db');
    spoil(folder.file);
    await restoreLog({ folder: folder.folder, backup, at: new Date() });
    expect(aside()).toHaveLength(1);
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, inspections: 2 });
  });

  it('refuses a backup that is damaged or was changed, and leaves the log', async () => {
    await filled(2);
    const backup = await backedUp('two.db');
    const connection = new Database(backup);
    connection.exec(`UPDATE inspections SET verdict = 'ok' WHERE seq = 2`);
    connection.close();
    const restore = (): Promise<unknown> =>
      restoreLog({ folder: folder.folder, backup, at: new Date() });
    await expect(restore()).rejects.toMatchObject({
      code: 'LOG_BACKUP_INVALID',
      message: expect.stringContaining('Inspection 2 was changed'),
    });
    spoil(backup);
    await expect(restore()).rejects.toMatchObject({ code: 'LOG_BACKUP_INVALID' });
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, inspections: 2 });
  });
});
