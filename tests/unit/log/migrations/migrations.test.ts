import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../src/main/log/migrations/index.ts';
import { ROOT } from '../../../support/cli.ts';
import { FIRST_ROWS, type MigrationCase, migrateOnce } from '../../../support/log/migration.ts';

/** A case for each, with what the form before it held and what it makes of that. */
const CASES: readonly (MigrationCase & { readonly what: string })[] = [
  {
    what: 'from nothing, every table is strict and takes a row',
    to: 1,
    rows: '',
    expect: (connection) => {
      const loose = connection.prepare(
        `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      );
      expect(loose.all()).toEqual([]);
      connection.exec(FIRST_ROWS);
      expect(connection.prepare('SELECT count(*) AS n FROM inspections').get()).toEqual({ n: 1 });
      expect(() => connection.exec(`UPDATE inspections SET at_ms = 'soon'`)).toThrow(/INTEGER/);
      expect(() => connection.exec(`UPDATE inspections SET verdict = 'good'`)).toThrow(/CHECK/);
      expect(() => connection.exec('DELETE FROM inspections')).toThrow(/FOREIGN KEY/);
    },
  },
  {
    what: 'the search index comes beside the rows, which stay as they were',
    to: 2,
    rows: FIRST_ROWS,
    expect: (connection) => {
      const rows = connection.prepare('SELECT id, verdict, serial FROM inspections').all();
      expect(rows).toEqual([{ id: 'i1', verdict: 'ng', serial: 'S1' }]);
      expect(connection.prepare('SELECT count(*) AS n FROM search_spans').get()).toEqual({
        n: 0,
      });
    },
  },
  {
    what: 'filters can be kept by a name, one of a name for each person and for everybody',
    to: 3,
    rows: FIRST_ROWS,
    expect: (connection) => {
      const keep = (id: string, name: string, owner: string) =>
        connection.exec(
          `INSERT INTO saved_filters VALUES ('${id}', '${name}', 'effective=ng', ${owner}, '2026-01-01')`,
        );
      keep('f1', 'Bad', 'NULL');
      keep('f2', 'bad', "'p1'");
      expect(() => keep('f3', 'BAD', 'NULL')).toThrow(/UNIQUE/);
      expect(() => keep('f3', 'BAD', "'p1'")).toThrow(/UNIQUE/);
      expect(() => keep('f3', 'Other', "'nobody'")).toThrow(/FOREIGN KEY/);
    },
  },
  {
    what: 'a count of a time looks at no row',
    to: 4,
    rows: FIRST_ROWS,
    expect: (connection) => {
      const count = `SELECT count(*) AS n, total(verdict = 'ng') AS ng FROM inspections
          WHERE at_ms >= 0 AND (source = 'page' OR 1)`;
      expect(connection.prepare(count).get()).toEqual({ n: 1, ng: 1 });
      expect(connection.prepare(`EXPLAIN QUERY PLAN ${count}`).all()).toMatchObject([
        { detail: expect.stringContaining('COVERING INDEX inspections_by_time') },
      ]);
    },
  },
  {
    what: 'what another model says is kept beside an inspection, once a version',
    to: 5,
    rows: FIRST_ROWS,
    expect: (connection) => {
      const keep = (id: string, verdict: string, model: string) =>
        connection.exec(
          `INSERT INTO comparisons (id, inspection_seq, at, verdict, model_sha256, model_ref, document)
           VALUES ('${id}', 1, '2026-01-01', '${verdict}', '${model}', 'gears:1', '{}')`,
        );
      keep('c1', 'ok', 'm1');
      expect(() => keep('c2', 'ng', 'm1')).toThrow(/UNIQUE/);
      expect(() => keep('c2', 'error', 'm1')).toThrow(/CHECK/);
      expect(() => keep('c2', 'ok', 'm9')).toThrow(/FOREIGN KEY/);
      expect(connection.prepare('SELECT id, verdict FROM inspections').all()).toEqual([
        { id: 'i1', verdict: 'ng' },
      ]);
    },
  },
  {
    what: 'corrections come beside the detections, which stay as they were',
    to: 6,
    rows: FIRST_ROWS,
    expect: (connection) => {
      const detections = connection.prepare('SELECT class_name, score FROM detections').all();
      expect(detections).toEqual([{ class_name: 'crack', score: 0.9 }]);
      const keep = (id: string, inspection: number, kept: string) =>
        connection.exec(
          `INSERT INTO corrections (id, inspection_seq, at, kept, deleted, changed, added, document,
             person_id, person_name)
           VALUES ('${id}', ${inspection}, '2026-01-01', ${kept}, 0, 0, 0, '{}', 'p1', 'Ada')`,
        );
      keep('c1', 1, '1');
      keep('c2', 1, '1');
      expect(() => keep('c2', 1, '1')).toThrow(/UNIQUE/);
      expect(() => keep('c3', 7, '1')).toThrow(/FOREIGN KEY/);
      expect(() => keep('c3', 1, "'one'")).toThrow(/INTEGER/);
      expect(() => keep('c3', 1, '-1')).toThrow(/CHECK/);
    },
  },
];

describe('migrations', () => {
  it('count up by one, each from a file that carries its number and its name', () => {
    const files = readdirSync(join(ROOT, 'src/main/log/migrations')).filter((f) => /^\d/.test(f));
    const named = MIGRATIONS.map(
      ({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`,
    );
    expect(named).toEqual(files.toSorted());
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(
      MIGRATIONS.map((_, index) => index + 1),
    );
  });

  it('have a test each that goes from the form before with rows in it', () => {
    expect(CASES.map(({ to }) => to)).toEqual(MIGRATIONS.map(({ version }) => version));
  });

  it.each(CASES)('$to: $what', (each) => {
    migrateOnce(each);
  });
});
