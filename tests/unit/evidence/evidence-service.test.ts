import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceService } from '../../../src/main/evidence/evidence-service.ts';
import { openStationLog, type StationLog } from '../../../src/main/log/station-log.ts';
import type { StationEvent } from '../../../src/shared/events.ts';
import { STATION_ACTOR } from '../../../src/shared/log.ts';
import { DEFAULT_SETTINGS, type StationSettings } from '../../../src/shared/station-settings.ts';

const DAY = 86_400_000;
const SHA = 'cd'.repeat(32);

let data = '';
let stationLog: StationLog;
let service: EvidenceService;
let settings: StationSettings;
let events: StationEvent[];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'pitchline-evidence-'));
  stationLog = await openStationLog({ folder: data, software: 'test', log: () => undefined });
  settings = DEFAULT_SETTINGS;
  events = [];
  service = new EvidenceService({
    dataFolder: data,
    stationLog,
    settings: () => settings,
    publish: (event) => events.push(event),
    log: () => undefined,
  });
});
afterEach(async () => {
  await service.close();
  await stationLog.close();
  await rm(data, { recursive: true });
});

describe('the evidence of a station', () => {
  it('whose time is over is deleted, with a row in the audit chain; the picture stays known', async () => {
    await service.start();
    const { connection } = stationLog.database;
    connection.prepare('INSERT INTO pictures (sha256) VALUES (?)').run(SHA);
    const evidence = { sha256: SHA, mode: 'webp', bytes: 100, verdict: 'ok' } as const;
    stationLog.pictures.noteStored({ ...evidence, storedAtMs: Date.now() - 91 * DAY });
    const path = service.store.pathOf(evidence);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'x');

    expect(await service.planPrune()).toMatchObject({ files: 1, bytes: 100, byAge: 1 });
    expect(existsSync(path)).toBe(true);
    expect(await service.prune(STATION_ACTOR)).toMatchObject({ files: 1 });
    expect(existsSync(path)).toBe(false);
    expect(stationLog.pictures.find(SHA)).toBeNull();
    const row = connection.prepare('SELECT removed_at_ms FROM pictures').get();
    expect(row).toEqual({ removed_at_ms: expect.any(Number) });
    const audit = connection.prepare("SELECT payload FROM audit WHERE kind = 'evidence.pruned'");
    expect(JSON.parse((audit.get() as { payload: string }).payload)).toEqual({
      pictures: [{ sha256: SHA, verdict: 'ok', why: 'age' }],
      bytes: 100,
    });
  });

  it('raises an alarm when the disk gets low, another one when it stops, and clears it', async () => {
    const limits = (warnBytes: number, stopBytes: number): void => {
      settings = { ...DEFAULT_SETTINGS, freeSpace: { warnBytes, stopBytes } };
    };
    limits(0, 0);
    await service.start();
    expect(events).toEqual([]);
    limits(1e18, 0);
    await service.freeSpace.check();
    limits(1e18, 1e18);
    await service.freeSpace.check();
    expect(service.freeSpace.mayTake()).toBe(false);
    limits(0, 0);
    await service.freeSpace.check();
    expect(service.freeSpace.mayTake()).toBe(true);
    expect(events).toEqual([
      expect.objectContaining({ kind: 'alarm.raised', alarm: 'free-space', severity: 'warning' }),
      expect.objectContaining({ kind: 'alarm.raised', alarm: 'free-space', severity: 'error' }),
      { kind: 'alarm.cleared', alarm: 'free-space' },
    ]);
  });
});
