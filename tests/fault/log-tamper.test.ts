import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectionDigest } from '../../src/main/log/inspection-digest.ts';
import {
  DETECTION_COLUMNS,
  type DetectionRow,
  INSPECTION_COLUMNS,
  type InspectionRow,
} from '../../src/main/log/inspection-row.ts';
import { verifyLog } from '../../src/main/log/verify/verify-log.ts';
import { DispositionService } from '../../src/main/people/disposition-service.ts';
import { type LogFolder, logFolder, newInspection } from '../support/log/filled-log.ts';
import { tampered as tamperedCopy } from '../support/log/tampered.ts';

/**
 * Somebody with SQLite's own tools changes the log of a station that stands still. Ten inspections
 * in two seals, one of them with the run that recorded 6 to 10; the audit rows are: 1 begun, 2 the
 * default recipe, 3 the first seal, 4 and 5 sign-ins, 6 the second seal.
 */
let source: LogFolder;

beforeAll(async () => {
  source = logFolder();
  for (const run of [1, 2]) {
    const log = await source.open();
    for (let n = 0; n < 5; n++) log.inspections.record(newInspection(log));
    if (run === 2) {
      const actor = { personId: null, name: 'Ada', via: 'page' } as const;
      log.audit.append('session.signed-in', actor, {});
      log.audit.append('session.signed-out', actor, {});
    }
    await log.close();
  }
});
afterAll(() => source.remove());

const tampered = (change: Parameters<typeof tamperedCopy>[1], from: LogFolder = source): string =>
  tamperedCopy(from, change);

const problemOf = (change: Parameters<typeof tampered>[0]) => {
  const { ok, problem } = verifyLog(tampered(change));
  expect(ok).toBe(problem === null);
  return problem;
};

it('finds nothing in a log that nobody touched', () => {
  expect(verifyLog(tampered('SELECT 1'))).toMatchObject({
    ok: true,
    auditRows: 6,
    seals: 2,
    inspections: 10,
    detections: 20,
    unsealed: 0,
    problem: null,
  });
});

describe('the audit chain', () => {
  it.each([
    ['a payload', `UPDATE audit SET payload = '{"software":"other"}' WHERE seq = 1`, 1],
    ['who did it', `UPDATE audit SET actor = replace(actor, 'Ada', 'Bob') WHERE seq = 4`, 4],
    ['when', `UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 5`, 5],
    ['what', `UPDATE audit SET kind = 'session.signed-out' WHERE seq = 4`, 4],
    ['a hash', `UPDATE audit SET hash = lower(hex(randomblob(32))) WHERE seq = 2`, 2],
    ['the row that it follows', `UPDATE audit SET previous = hash WHERE seq = 3`, 3],
  ])('names the row where %s was changed', (_what, sql, row) => {
    expect(problemOf(sql)).toMatchObject({ check: 'chain', table: 'audit', row });
  });

  it('names a deleted row', () => {
    expect(problemOf('DELETE FROM audit WHERE seq = 4')).toMatchObject({ check: 'chain', row: 4 });
  });

  it('names the first of the rows that moved up over a deleted one', () => {
    const sql = 'DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = seq - 1 WHERE seq > 4;';
    expect(problemOf(sql)).toMatchObject({ check: 'chain', row: 4 });
  });

  it('names an inserted row, though its own hash is right', () => {
    const row = problemOf((database) => {
      database.exec('UPDATE audit SET seq = seq + 100 WHERE seq >= 5');
      database.exec('UPDATE audit SET seq = seq - 99 WHERE seq > 100');
      database.exec(
        `INSERT INTO audit SELECT 5, at, kind, actor, payload, hash, 'x' FROM audit WHERE seq = 4`,
      );
    });
    expect(row).toMatchObject({ check: 'chain', row: 5 });
  });

  it('names the first of two rows that changed places', () => {
    const sql = `UPDATE audit SET seq = 99 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5;
      UPDATE audit SET seq = 5 WHERE seq = 99;`;
    expect(problemOf(sql)).toMatchObject({ check: 'chain', row: 4 });
  });

  it('sees that a tail was cut', () => {
    expect(problemOf('DELETE FROM audit WHERE seq > 4')).toMatchObject({ check: 'chain', row: 5 });
  });

  it('sees a tail that was cut with care, to whoever knows the head', () => {
    const { head } = verifyLog(source.file);
    const file = tampered(`DELETE FROM audit WHERE seq = 6; DELETE FROM seals WHERE audit_seq = 6;
      UPDATE sqlite_sequence SET seq = 5 WHERE name = 'audit';`);
    expect(verifyLog(file)).toMatchObject({ ok: true, unsealed: 5 });
    const known = { hash: head ?? '', seq: null };
    expect(verifyLog(file, { known }).problem).toMatchObject({ check: 'head', row: 6 });
    expect(verifyLog(source.file, { known })).toMatchObject({ ok: true });
    const elsewhere = { hash: head ?? '', seq: 5 };
    expect(verifyLog(source.file, { known: elsewhere }).problem).toMatchObject({ row: 5 });
  });
});

describe('inspections', () => {
  it.each([
    ['a verdict', `UPDATE inspections SET verdict = 'ok' WHERE seq = 3`, 3],
    ['a time', 'UPDATE inspections SET at_ms = at_ms - 1 WHERE seq = 8', 8],
    ['a reason', `UPDATE inspections SET reasons = '[]' WHERE seq = 1`, 1],
    ['a part', `UPDATE inspections SET serial = 'S2' WHERE seq = 10`, 10],
    ['a model', `UPDATE inspections SET model_ref = 'gears:2' WHERE seq = 2`, 2],
    ['a score', 'UPDATE detections SET score = 0.2 WHERE inspection_seq = 4 AND ordinal = 0', 4],
    ['a mask', `UPDATE detections SET mask = 'zz' WHERE inspection_seq = 4 AND ordinal = 1`, 4],
    ['a detection taken out', 'DELETE FROM detections WHERE inspection_seq = 5 AND ordinal = 1', 5],
    [
      'a detection put in',
      `INSERT INTO detections SELECT 6, 2, class_id, class_name, score, x1, y1, x2, y2, mask,
         area_px, length_px, width_px, area_mm2, length_mm, width_mm
       FROM detections WHERE inspection_seq = 6 AND ordinal = 0`,
      6,
    ],
  ])('names the inspection with %s', (_what, sql, row) => {
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(problemOf(sql)).toMatchObject({ check: 'inspection', table: 'inspections', row, id });
  });

  it('names one whose digest was made anew as well', () => {
    const problem = problemOf((database) => {
      database.exec(`UPDATE inspections SET verdict = 'ok' WHERE seq = 3`);
      const row = database
        .prepare<[], InspectionRow>(
          `SELECT ${INSPECTION_COLUMNS.join(', ')} FROM inspections WHERE seq = 3`,
        )
        .get();
      const detections = database
        .prepare<[], DetectionRow>(
          `SELECT ${DETECTION_COLUMNS.join(', ')} FROM detections WHERE inspection_seq = 3 ORDER BY ordinal`,
        )
        .all();
      if (row === undefined) throw new Error('no row 3');
      database
        .prepare('UPDATE inspections SET digest = ? WHERE seq = 3')
        .run(inspectionDigest(row, detections));
    });
    expect(problem).toMatchObject({ check: 'inspection', row: 3 });
    expect(problem?.message).toContain('sealed');
  });

  it('names one that was taken out, from the middle and from the end', () => {
    const without = (seq: number): string =>
      `DELETE FROM detections WHERE inspection_seq = ${seq}; DELETE FROM inspections WHERE seq = ${seq};`;
    expect(problemOf(without(7))).toMatchObject({ check: 'inspection', row: 7 });
    expect(problemOf(without(10))).toMatchObject({ check: 'inspection', row: 10 });
    const hidden = `${without(10)} UPDATE sqlite_sequence SET seq = 9 WHERE name = 'inspections';`;
    expect(problemOf(hidden)).toMatchObject({ check: 'inspection', row: 10 });
  });

  it('names the first of two that changed places', () => {
    const swap = (table: string, column: string): string =>
      `UPDATE ${table} SET ${column} = 99 WHERE ${column} = 2;
       UPDATE ${table} SET ${column} = 2 WHERE ${column} = 4;
       UPDATE ${table} SET ${column} = 4 WHERE ${column} = 99;`;
    const sql = swap('inspections', 'seq') + swap('detections', 'inspection_seq');
    expect(problemOf(sql)).toMatchObject({ check: 'inspection', row: 2 });
  });

  it('names one that was put in between, and one before the first', () => {
    const columns = ['digest', ...INSPECTION_COLUMNS.filter((name) => name !== 'id')].join(', ');
    const copy = (seq: number): string =>
      `INSERT INTO inspections (seq, id, ${columns}) SELECT ${seq}, 'new', ${columns} FROM inspections WHERE seq = 1;`;
    expect(problemOf(copy(0))).toMatchObject({ check: 'inspection', row: 0 });
    const moved = (table: string, column: string): string =>
      `UPDATE ${table} SET ${column} = ${column} + 100 WHERE ${column} >= 5;
       UPDATE ${table} SET ${column} = ${column} - 99 WHERE ${column} > 100;`;
    const sql = moved('inspections', 'seq') + moved('detections', 'inspection_seq') + copy(5);
    expect(problemOf(sql)).toMatchObject({ check: 'inspection', row: 5 });
  });

  it('finds detections of an inspection that is not there', () => {
    const sql = `INSERT INTO detections SELECT 77, ordinal, class_id, class_name, score, x1, y1, x2, y2,
      mask, area_px, length_px, width_px, area_mm2, length_mm, width_mm
      FROM detections WHERE inspection_seq = 1`;
    expect(problemOf(sql)).toMatchObject({ check: 'file', table: 'detections' });
  });
});

describe('seals and recipes', () => {
  it('names a seal whose list was changed or taken away', () => {
    const changed = `UPDATE seals SET marks = zeroblob(length(marks)) WHERE audit_seq = 3`;
    expect(problemOf(changed)).toMatchObject({ check: 'seal', table: 'seals', row: 3 });
    expect(problemOf('DELETE FROM seals WHERE audit_seq = 6')).toMatchObject({
      check: 'seal',
      row: 6,
    });
  });

  it('names a recipe that was changed or put in', () => {
    const changed = `UPDATE recipes SET document = replace(document, '0.25', '0.95')`;
    expect(problemOf(changed)).toMatchObject({ check: 'recipe', table: 'recipes' });
    const added = `INSERT INTO recipes SELECT 'x', name, 2, document, sha256, created_at, NULL FROM recipes`;
    expect(problemOf(added)).toMatchObject({ check: 'recipe', id: 'x' });
  });

  it('names a recipe that was taken out, though no inspection speaks of it', () => {
    const gone = problemOf('DELETE FROM recipes');
    expect(gone).toMatchObject({ check: 'recipe', table: 'recipes' });
    expect(gone?.message).toMatch(/default:1 is missing: audit row 2/u);
  });
});

describe('what people said', () => {
  let said: LogFolder;
  beforeAll(async () => {
    said = logFolder();
    const log = await said.open();
    const { id } = log.inspections.record(newInspection(log));
    const people = new DispositionService(log, { publish: () => undefined }, () => ['Dirt']);
    const ada = { personId: null, name: 'Ada', via: 'page' } as const;
    people.add(id, { kind: 'confirm' }, ada);
    people.add(id, { kind: 'override', verdict: 'ok', reason: 'Dirt', remark: 'wiped' }, ada);
    await log.close();
  });
  afterAll(() => said.remove());

  const columns = `inspection_seq, at, kind, verdict, reason, remark, withdraws, person_id, person_name`;
  it.each([
    ['changed', `UPDATE dispositions SET verdict = 'ng' WHERE seq = 2`, 2],
    ['given to another', `UPDATE dispositions SET person_name = 'Bob' WHERE seq = 1`, 1],
    ['taken out', 'DELETE FROM dispositions WHERE seq = 1', 1],
    ['taken out at the end', 'DELETE FROM dispositions WHERE seq = 2', 2],
    [
      'put in',
      `INSERT INTO dispositions (id, ${columns}) SELECT 'x', ${columns} FROM dispositions WHERE seq = 1`,
      3,
    ],
  ])('is found where it was %s', (_what, sql, row) => {
    expect(verifyLog(tampered('SELECT 1', said))).toMatchObject({ ok: true, dispositions: 2 });
    expect(verifyLog(tampered(sql, said)).problem).toMatchObject({
      ...{ check: 'disposition', table: 'dispositions', row },
    });
  });
});

it('says of a file with damaged pages that it is damaged', () => {
  const file = tampered('SELECT 1');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, 5 * 4096, 40 * 4096));
  expect(verifyLog(file)).toMatchObject({ ok: false, problem: { check: 'file', row: null } });
  writeFileSync(file, 'not a database at all, whatever its name says'.repeat(100));
  expect(verifyLog(file)).toMatchObject({ ok: false, problem: { check: 'file', row: null } });
});
