import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpLogFile } from '../../../src/main/log/backup/back-up-log-file.ts';
import { NightlyBackup } from '../../../src/main/log/backup/nightly-backup.ts';
import { readKnownHead, verifyBackup } from '../../../src/main/log/backup/verify-backup.ts';
import type { StationLog } from '../../../src/main/log/station-log.ts';
import { checkCopy } from '../../../src/main/log/verify/check-copy.ts';
import { type LogFolder, logFolder, newInspection } from '../../support/log/filled-log.ts';

let folder: LogFolder;
let log: StationLog;

beforeEach(async () => {
  folder = logFolder();
  log = await folder.open({ now: () => new Date('2026-11-10T00:00:00.000Z') });
});
afterEach(async () => {
  await log.close();
  folder.remove();
});

function record(rows: number): void {
  log.database.transaction(() => {
    for (let n = 0; n < rows; n++) log.inspections.record(newInspection(log));
  });
}

describe('a backup', () => {
  const backup = (file: string, onProgress?: (share: number) => void) =>
    backUpLogFile({
      ...{ log: folder.file, file, software: 'test', at: new Date() },
      ...(onProgress === undefined ? {} : { onProgress }),
    });

  it('is the log of one moment, while the station goes on writing', async () => {
    record(50);
    const head = log.audit.head();
    const file = join(folder.folder, 'b.db');
    const shares: number[] = [];
    let isDone = false;
    const made = backup(file, (share) => shares.push(share)).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      record(1);
      await nextTurn();
    }
    const manifest = await made;
    expect(manifest).toMatchObject({ file: 'b.db', inspections: 50, head });
    expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toEqual(manifest);
    expect(shares.length).toBeGreaterThan(0);
    expect(await verifyBackup(file)).toMatchObject({ ok: true, inspections: 50 });
    expect(await verifyBackup(folder.file)).toMatchObject({ ok: true });
    expect(
      log.database.connection.prepare('SELECT count(*) FROM inspections').pluck().get(),
    ).toBeGreaterThan(50);
    // It needs no file beside it, and leaves none behind.
    const names = readdirSync(folder.folder).filter((name) => !name.startsWith('pitchline.db'));
    expect(names.toSorted()).toEqual(['b.db', 'b.db.json']);
  });

  it('replaces nothing', async () => {
    const file = join(folder.folder, 'b.db');
    writeFileSync(file, 'mine');
    await expect(backup(file)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('says so where it cannot be written, and where there is no log', async () => {
    const nowhere = join(folder.folder, 'none', 'b.db');
    await expect(backup(nowhere)).rejects.toMatchObject({ code: 'LOG_BACKUP_FAILED' });
    const request = { log: nowhere, file: 'b.db', software: 'test', at: new Date() };
    await expect(backUpLogFile(request)).rejects.toMatchObject({ code: 'LOG_NOT_FOUND' });
  });

  it('tells by its manifest whether the end of the log was cut off since', async () => {
    record(1);
    log.audit.append('session.signed-in', { personId: null, name: 'Ada', via: 'page' }, {});
    const file = join(folder.folder, 'b.db');
    await backup(file);
    const known = await readKnownHead(`${file}.json`);
    expect(await verifyBackup(folder.file, known)).toMatchObject({ ok: true });
    log.database.connection.exec(`DELETE FROM audit WHERE seq = ${known.seq};
      UPDATE sqlite_sequence SET seq = ${Number(known.seq) - 1} WHERE name = 'audit'`);
    expect(await verifyBackup(folder.file)).toMatchObject({ ok: true });
    expect(await verifyBackup(folder.file, known)).toMatchObject({
      ok: false,
      problem: { check: 'head', row: known.seq },
    });
    await expect(readKnownHead(file)).rejects.toMatchObject({ code: 'LOG_BACKUP_INVALID' });
  });
});

describe('the nightly backup', () => {
  let now = new Date('2026-11-24T03:00:00');
  let outcomes: (string | null)[] = [];
  const nightly = (
    settings: { at: string | null; kept: number },
    check: (copy: string) => Promise<string | null> = async (copy) => checkCopy(copy),
  ): NightlyBackup => {
    now = new Date('2026-11-24T03:00:00');
    outcomes = [];
    return new NightlyBackup({
      ...{ dataFolder: folder.folder, software: 'test', database: log.database, audit: log.audit },
      settings: () => settings,
      check,
      onOutcome: (failure) => outcomes.push(failure),
      log: () => undefined,
      now: () => now,
    });
  };
  const made = (): string[] =>
    readdirSync(join(folder.folder, 'backups')).filter((name) => name.endsWith('.db'));
  const nextDay = (): void => {
    now = new Date(now.getTime() + 86_400_000);
  };

  it('comes once a day, and the newest few are kept', async () => {
    const backup = nightly({ at: '02:00', kept: 2 });
    await backup.look();
    await backup.look();
    expect(made()).toHaveLength(1);
    const [first = ''] = made();
    writeFileSync(join(folder.folder, 'backups', 'mine.db'), 'not a nightly one');
    for (let day = 0; day < 2; day++) {
      nextDay();
      await backup.look();
    }
    expect(made()).toHaveLength(3);
    expect(made()).toContain('mine.db');
    expect(made()).not.toContain(first);
    expect(outcomes).toEqual([null, null, null]);
    const kinds = log.database.connection.prepare('SELECT kind FROM audit').pluck().all();
    expect(kinds.filter((kind) => kind === 'log.backed-up')).toHaveLength(3);
    await backup.stop();
  });

  it('leaves those of a log before this one to whoever looks into it', async () => {
    const backup = nightly({ at: '02:00', kept: 1 });
    await backup.look();
    const [before = ''] = made();
    const path = join(folder.folder, 'backups', `${before}.json`);
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    // The same place in another chain.
    manifest.head.hash = 'ab'.repeat(32);
    writeFileSync(path, JSON.stringify(manifest));
    for (let day = 0; day < 2; day += 1) {
      nextDay();
      await backup.look();
    }
    expect(made()).toEqual([before, expect.stringContaining('2026-11-26')]);
  });

  it('keeps the newest ones also where the clock was years ahead for some days, or behind', async () => {
    const backup = nightly({ at: '02:00', kept: 2 });
    for (const time of ['2099-01-01T03:00:00', '2099-01-02T03:00:00', '1970-01-03T03:00:00']) {
      now = new Date(time);
      await backup.look();
    }
    now = new Date('2026-11-24T03:00:00');
    await backup.look();
    await backup.look();
    nextDay();
    await backup.look();
    expect(made()).toEqual([
      expect.stringContaining('2026-11-24'),
      expect.stringContaining('2026-11-25'),
    ]);
    // One a day, and not one a minute because the new one was taken for an old one.
    const kinds = log.database.connection.prepare('SELECT kind FROM audit').pluck().all();
    expect(kinds.filter((kind) => kind === 'log.backed-up')).toHaveLength(5);
  });

  it('waits for its time, and never comes where it is switched off', async () => {
    const off = nightly({ at: null, kept: 2 });
    await off.look();
    const backup = nightly({ at: '02:00', kept: 2 });
    await backup.look();
    now = new Date('2026-11-25T01:59:00');
    await backup.look();
    expect(made()).toHaveLength(1);
    now = new Date('2026-11-25T02:00:00');
    await backup.look();
    expect(made()).toHaveLength(2);
  });

  it('comes again after the clock was set back', async () => {
    const backup = nightly({ at: '02:00', kept: 7 });
    await backup.look();
    now = new Date('2026-11-20T03:00:00');
    await backup.look();
    await backup.look();
    expect(made()).toHaveLength(2);
  });

  it('says so where the copy is not good, keeps the older ones, and waits before it tries again', async () => {
    const backup = nightly({ at: '02:00', kept: 1 });
    await backup.look();
    const before = made();
    const failing = nightly({ at: '02:00', kept: 1 }, async () => 'page 7 is torn.');
    nextDay();
    await failing.look();
    await failing.look();
    expect(outcomes).toEqual([expect.stringContaining('page 7 is torn.')]);
    expect(made()).toEqual(before);
  });
});
