import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpLogFile } from '../../src/main/log/backup/back-up-log-file.ts';
import { openStationLog, type StationLog } from '../../src/main/log/station-log.ts';
import { verifyLog } from '../../src/main/log/verify/verify-log.ts';
import { freshFolder, ROOT } from '../support/cli.ts';
import { type LogFolder, logFolder, newInspection } from '../support/log/filled-log.ts';

/** A disk of 3 MB, where this process may mount one. */
function smallDisk(): string | null {
  const folder = freshFolder('full-log');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]);
  return mounted.status === 0 ? folder : null;
}

const disk = smallDisk();
if (disk === null)
  process.stdout.write('No small disk can be mounted here (that takes root on Linux).\n');
afterAll(() => {
  if (disk !== null) spawnSync('umount', ['-l', disk]);
});

describe.skipIf(disk === null)('a disk that fills', () => {
  it('refuses the inspection in words, keeps all before it, and goes on when there is room', async () => {
    const folder = join(disk ?? '', 'data');
    const ballast = join(disk ?? '', 'ballast');
    const log = await openStationLog({ folder, software: 'test', log: () => undefined });
    let recorded = 0;
    const fill = (): void => {
      for (;;) {
        log.inspections.record(newInspection(log));
        recorded += 1;
      }
    };
    writeFileSync(ballast, Buffer.alloc(1_500_000));
    expect(fill).toThrowError(expect.objectContaining({ code: 'DISK_FULL' }));
    expect(recorded).toBeGreaterThan(0);
    const { connection } = log.database;
    expect(connection.prepare('SELECT count(*) FROM inspections').pluck().get()).toBe(recorded);
    expect(connection.inTransaction).toBe(false);
    rmSync(ballast);
    expect(log.inspections.record(newInspection(log)).seq).toBe(recorded + 1);
    await log.close();
    const file = join(folder, 'pitchline.db');
    expect(verifyLog(file)).toMatchObject({ ok: true, inspections: recorded + 1 });
  }, 120_000);

  it('keeps nothing of a backup for which there is no room', async () => {
    const source = logFolder();
    const filled = await source.open();
    for (let n = 0; n < 20; n++) filled.inspections.record(newInspection(filled));
    await filled.close();
    const backups = join(disk ?? '', 'backups-here');
    rmSync(join(disk ?? '', 'data'), { recursive: true });
    writeFileSync(join(disk ?? '', 'ballast'), Buffer.alloc(3_000_000));
    spawnSync('mkdir', [backups]);
    const file = join(backups, 'b.db');
    const backup = backUpLogFile({ log: source.file, file, software: 'test', at: new Date() });
    await expect(backup).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(readdirSync(backups)).toEqual([]);
    source.remove();
  });
});

describe('a log that another process holds locked', () => {
  let folder: LogFolder;
  let log: StationLog;
  beforeEach(async () => {
    folder = logFolder();
    log = await folder.open();
  });
  afterEach(async () => {
    await log.close();
    folder.remove();
  });

  /** Another program with a transaction open; it ends when it is told to, or by itself. */
  async function lockedByAnother(forMs: number): Promise<{ end(): Promise<void> }> {
    const script = `const D = require('better-sqlite3'); const d = new D(process.argv[1]);
      const end = () => { d.exec('ROLLBACK'); process.exit(0); };
      d.exec('BEGIN IMMEDIATE'); process.stdout.write('locked');
      process.stdin.once('data', end); setTimeout(end, ${forMs});`;
    const other = spawn(process.execPath, ['-e', script, folder.file], { cwd: ROOT });
    const ended = once(other, 'exit');
    await once(other.stdout, 'data');
    return {
      end: async () => {
        other.stdin.write('go');
        await ended;
      },
    };
  }

  it('refuses the inspection in words, and takes it when the lock is gone', async () => {
    const other = await lockedByAnother(60_000);
    const entry = newInspection(log);
    expect(() => log.inspections.record(entry)).toThrowError(
      expect.objectContaining({ code: 'LOG_BUSY' }),
    );
    await other.end();
    expect(log.inspections.record(entry)).toEqual({ seq: 1, id: entry.id });
  });

  it('waits for it at the end and at the start, where nobody is held up', async () => {
    log.inspections.record(newInspection(log));
    await lockedByAnother(700);
    await log.close();
    expect(folder.said).toEqual([]);
    await lockedByAnother(700);
    log = await folder.open();
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, inspections: 1, unsealed: 0 });
  });
});
