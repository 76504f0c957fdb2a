import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SEAL_EVERY } from '../../../src/main/log/seal-store.ts';
import type { StationLog } from '../../../src/main/log/station-log.ts';
import { uuidv7 } from '../../../src/main/log/uuid.ts';
import { verifyLog } from '../../../src/main/log/verify/verify-log.ts';
import { type LogFolder, logFolder, newInspection } from '../../support/log/filled-log.ts';

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

const countOf = (table: string): unknown =>
  log.database.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

const sealsOf = (): unknown[] =>
  log.database.connection.prepare('SELECT first_seq, last_seq FROM seals').raw().all();

describe('recording', () => {
  it('keeps a row with what was judged, found and decided', () => {
    const entry = newInspection(log);
    expect(log.inspections.record(entry)).toEqual({ seq: 1, id: entry.id });
    const row = log.database.connection.prepare('SELECT * FROM inspections').get();
    expect(row).toMatchObject({
      ...{ seq: 1, id: entry.id, at: entry.at, at_ms: Date.parse(entry.at), verdict: 'ng' },
      ...{ source: 'command', folder_id: null, file: 'gear.jpg', path: '/pictures/gear.jpg' },
      ...{ picture_sha256: entry.inspection.sha256, width: 720, height: 540, serial: 'S1' },
      ...{ side: null, part_matched: 1, recipe_id: entry.recipe.id, model_ref: 'gears:1' },
      ...{ device: 'cpu', software: 'test', error_code: null, top_score: 0.9 },
    });
    const detections = log.database.connection
      .prepare('SELECT ordinal, score, x1, y2, mask, area_mm2 FROM detections')
      .all();
    expect(detections).toEqual([
      { ordinal: 0, score: 0.9, x1: 10, y2: 40.25, mask: 'ab0c', area_mm2: null },
      { ordinal: 1, score: 0.12, x1: 10, y2: 40.25, mask: 'ab0c', area_mm2: null },
    ]);
  });

  it('keeps one that failed, with its reason', () => {
    const error = { code: 'PICTURE_CORRUPT', message: 'It is broken.' } as const;
    const nothing = { sha256: null, width: null, height: null, model: null, device: null };
    const failed = newInspection(log, { verdict: 'error', ...nothing, detections: [], error });
    log.inspections.record({ ...failed, part: null, pictureBytes: null });
    expect(log.database.connection.prepare('SELECT * FROM inspections').get()).toMatchObject({
      ...{ verdict: 'error', error_code: 'PICTURE_CORRUPT', picture_sha256: null },
      ...{ top_score: null, part_matched: null, model_sha256: null },
    });
    expect(countOf('pictures')).toBe(0);
  });

  it('keeps nothing of it where what belongs together fails', () => {
    const entry = newInspection(log);
    const fail = (): never => {
      expect(countOf('inspections')).toBe(1);
      throw new RangeError('seen before');
    };
    expect(() => log.inspections.record(entry, fail)).toThrow(RangeError);
    for (const table of ['inspections', 'detections', 'pictures', 'model_versions']) {
      expect(countOf(table)).toBe(0);
    }
    expect(log.inspections.record(entry)).toEqual({ seq: 1, id: entry.id });
  });

  it('refuses one with a number that is none, and one of a recipe that is not there', () => {
    const [first] = newInspection(log).inspection.detections;
    if (first === undefined) throw new Error('no detection');
    const broken = newInspection(log, { detections: [{ ...first, score: Number.NaN }] });
    expect(() => log.inspections.record(broken)).toThrow();
    const lost = { ...newInspection(log), recipe: { id: 'gone', name: 'gone', revision: 1 } };
    expect(() => log.inspections.record(lost)).toThrow(/FOREIGN KEY/);
    expect(countOf('inspections')).toBe(0);
  });
});

describe('seals', () => {
  it('come with every thousandth inspection', () => {
    log.database.connection.pragma('synchronous = OFF');
    const entry = newInspection(log);
    log.database.transaction(() => {
      for (let n = 0; n < SEAL_EVERY + 1; n++) log.inspections.record({ ...entry, id: uuidv7() });
    });
    expect(sealsOf()).toEqual([[1, SEAL_EVERY]]);
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, seals: 1, unsealed: 1 });
  });

  it('come at the end, and at the next start where there was no end', async () => {
    log.inspections.record(newInspection(log));
    await log.close();
    log = await folder.open();
    expect(sealsOf()).toEqual([[1, 1]]);
    log.inspections.record(newInspection(log));
    // As a crash leaves it: nothing was closed in order.
    await log.search.close();
    log.database.close();
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, unsealed: 1 });
    log = await folder.open();
    expect(sealsOf()).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(verifyLog(folder.file)).toMatchObject({ ok: true, seals: 2, unsealed: 0 });
  });

  it('make none where nothing came', async () => {
    await log.close();
    log = await folder.open();
    expect(sealsOf()).toEqual([]);
  });
});
