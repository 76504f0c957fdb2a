import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { StationLog } from '../../../src/main/log/station-log.ts';
import { uuidv7 } from '../../../src/main/log/uuid.ts';
import { verifyLog } from '../../../src/main/log/verify/verify-log.ts';
import type { Comparison } from '../../../src/shared/comparisons.ts';
import { type LogFolder, logFolder, newInspection } from '../../support/log/filled-log.ts';

const ACTOR = { personId: null, name: 'Ada', via: 'page' } as const;

function comparison(): Comparison {
  return {
    ...{ id: uuidv7(new Date()), at: new Date().toISOString(), verdict: 'ok', reasons: [] },
    ...{ model: { ref: 'other:1', kind: 'mask2former', sha256: 'c'.repeat(64) }, device: 'cpu' },
    ...{ detections: [], picture: 'original', personId: null },
  };
}

it('a log of the form before comparisons and corrections is verified as it is', async () => {
  const place = logFolder();
  onTestFinished(() => place.remove());
  const log = await place.open();
  log.inspections.record(newInspection(log));
  const { connection } = log.database;
  connection.exec('DROP TABLE comparisons; DROP TABLE corrections');
  connection.pragma('user_version = 4');
  await log.close();
  expect(verifyLog(place.file)).toMatchObject({
    ...{ ok: true, problem: null, inspections: 1, comparisons: 0, corrections: 0 },
  });
});

describe('a comparison in the log', () => {
  let place: LogFolder;
  let log: StationLog;
  beforeEach(async () => {
    place = logFolder();
    log = await place.open();
    for (let n = 0; n < 2; n += 1) {
      const entry = newInspection(log);
      const { seq } = log.inspections.record(entry);
      log.comparisons.add({ seq, id: entry.id }, comparison(), ACTOR);
    }
  });
  afterEach(async () => {
    await log.close();
    place.remove();
  });

  it('is kept once a version', () => {
    const entry = newInspection(log);
    const { seq } = log.inspections.record(entry);
    expect(log.comparisons.add({ seq, id: entry.id }, comparison(), ACTOR)).toBe(true);
    expect(log.comparisons.add({ seq, id: entry.id }, comparison(), ACTOR)).toBe(false);
    expect(verifyLog(place.file)).toMatchObject({ ok: true, comparisons: 3 });
  });

  const columns = 'inspection_seq, at, verdict, model_ref, document';
  it.each([
    ['changed', `UPDATE comparisons SET verdict = 'ng' WHERE seq = 2`, 2],
    ['drawn otherwise', `UPDATE comparisons SET document = '{}' WHERE seq = 1`, 1],
    ['given to another inspection', 'UPDATE comparisons SET inspection_seq = 1 WHERE seq = 2', 2],
    [
      'put in',
      `INSERT INTO comparisons (id, model_sha256, ${columns})
       SELECT 'x', (SELECT max(model_sha256) FROM inspections), ${columns} FROM comparisons WHERE seq = 1`,
      3,
    ],
    ['taken out', 'DELETE FROM comparisons WHERE seq = 2', null],
  ])('is found where it was %s', (_what, sql, row) => {
    expect(verifyLog(place.file)).toMatchObject({ ok: true, comparisons: 2 });
    log.database.connection.pragma('foreign_keys = OFF');
    if (sql.includes('SET inspection_seq')) {
      log.database.connection.exec('DELETE FROM comparisons WHERE seq = 1');
    }
    log.database.connection.exec(sql);
    expect(verifyLog(place.file).problem).toMatchObject({
      ...{ check: 'comparison', table: 'comparisons', row },
    });
  });
});
