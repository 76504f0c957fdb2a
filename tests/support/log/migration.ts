import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import { migrate, schemaVersion } from '../../../src/main/log/migrate.ts';
import { MIGRATIONS } from '../../../src/main/log/migrations/index.ts';
import { DEFAULT_RECIPE } from '../../../src/shared/recipe.ts';
import { type LogFolder, logFolder } from './filled-log.ts';

export interface MigrationCase {
  /** The form that it leads to. */
  readonly to: number;
  /** SQL that puts rows into the form before it; none for the first. */
  readonly rows: string;
  /** Looks at the rows in the new form. */
  readonly expect: (connection: Database.Database) => void;
}

/** A log as the version before had it, brought one form further by the code that stations run. */
export function migrateOnce({ to, rows, expect }: MigrationCase): void {
  const connection = new Database(':memory:');
  connection.pragma('foreign_keys = ON');
  try {
    const before = MIGRATIONS.filter(({ version }) => version < to);
    migrate(connection, before);
    connection.exec(rows);
    const inspections = to === 1 ? [] : inspectionsOf(connection);
    if (to > 1 && inspections.length === 0) throw new Error('the form before has no rows in it');
    migrate(
      connection,
      MIGRATIONS.filter(({ version }) => version === to),
    );
    if (!isDeepStrictEqual(to === 1 ? [] : inspectionsOf(connection), inspections)) {
      throw new Error('an inspection is gone, or another one, after it');
    }
    if (schemaVersion(connection) !== to) throw new Error(`it is not of form ${to}`);
    const fault = connection.pragma('foreign_key_check') as readonly unknown[];
    if (fault.length > 0) throw new Error(`rows without their parent: ${JSON.stringify(fault)}`);
    expect(connection);
  } finally {
    connection.close();
  }
}

/** What no migration may touch. */
function inspectionsOf(connection: Database.Database): readonly unknown[] {
  return connection.prepare('SELECT seq, id, digest, verdict FROM inspections ORDER BY seq').all();
}

/** A data folder whose log is of an older form, with rows in it. */
export function oldLog(version: number, rows: string): LogFolder {
  const folder = logFolder();
  const connection = new Database(folder.file);
  migrate(
    connection,
    MIGRATIONS.filter((migration) => migration.version <= version),
  );
  connection.exec(rows);
  connection.close();
  return folder;
}

const DOCUMENT = JSON.stringify({ ...DEFAULT_RECIPE, name: 'gears' }).replaceAll("'", "''");

/** Rows of the first form: one inspection with a detection, and all that they speak of. */
export const FIRST_ROWS = `
INSERT INTO people VALUES ('p1', 'Ada', 'engineer', NULL, '2026-01-01T00:00:00.000Z', NULL);
INSERT INTO recipes VALUES ('r1', 'gears', 1, '${DOCUMENT}', 'h', '2026-01-01T00:00:00.000Z', 'p1');
INSERT INTO model_versions VALUES ('m1', 'gears:1', 'yolo', NULL, '2026-01-01T00:00:00.000Z');
INSERT INTO pictures (sha256, bytes, width, height) VALUES ('c1', 100, 720, 540);
INSERT INTO folders VALUES ('f1', '{}', '2026-01-01T00:00:00.000Z', NULL);
INSERT INTO inspections (id, digest, at, at_ms, verdict, source, folder_id, relative_path, file, path,
  picture_sha256, width, height, serial, part_matched, recipe_id, model_sha256, model_ref, device,
  software, thresholds, reasons, warnings, timings, top_score, person_id)
VALUES ('i1', 'd', '2026-01-02T00:00:00.000Z', 1767312000000, 'ng', 'folder', 'f1', 'a.jpg', 'a.jpg',
  '/in/a.jpg', 'c1', 720, 540, 'S1', 1, 'r1', 'm1', 'gears:1', 'cpu', '0.1', '{}', '[]', '[]', '{}',
  0.9, 'p1');
INSERT INTO detections VALUES (1, 0, 0, 'crack', 0.9, 1, 2, 3, 4, NULL, 5, 6, 7, NULL, NULL, NULL);
INSERT INTO dispositions (id, inspection_seq, at, kind, verdict, reason, remark, person_id, person_name)
VALUES ('x1', 1, '2026-01-03T00:00:00.000Z', 'override', 'ok', 'dirt', 'wiped', 'p1', 'Ada');
INSERT INTO ledger (folder_id, relative_path, sha256, size, mtime_ns, ctime_ns, inode, state,
  inspection_seq, updated_ms) VALUES ('f1', 'a.jpg', 'c1', 100, '1', '1', '7', 'judged', 1, 1);
INSERT INTO settings VALUES ('stationName', '"Line 1"', '2026-01-01T00:00:00.000Z');
`;
