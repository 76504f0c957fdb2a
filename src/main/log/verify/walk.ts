import type Database from 'better-sqlite3';

/** Tells how far a walk has come; called rarely enough to print. */
export type OnProgress = (what: string, done: number) => void;

/** What a walk works with: one connection in one read transaction, so that it sees one moment. */
export interface Walk {
  readonly connection: Database.Database;
  readonly onProgress: OnProgress;
}

/** Whether the file has a table: a backup of an older form lacks what came later. */
export function hasTable({ connection }: Walk, table: string): boolean {
  const select = connection.prepare(
    `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`,
  );
  return select.get(table) !== undefined;
}

/** Rows of a walk that are in memory at a time. */
const BATCH = 500;

/** Every row in the order of its number, in parts: a log of any size needs the memory of one part. */
export function* rowsInOrder<Row extends { readonly seq: number }>(
  { connection, onProgress }: Walk,
  table: string,
  columns: string,
): Generator<Row> {
  const select = connection.prepare<[number, number], Row>(
    `SELECT ${columns} FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  let last = Number.MIN_SAFE_INTEGER;
  let done = 0;
  for (;;) {
    const rows = select.all(last, BATCH);
    yield* rows;
    done += rows.length;
    onProgress(table, done);
    if (rows.length < BATCH) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

/** The highest number that a table ever gave, by SQLite's own account. */
export function highestEver({ connection }: Walk, table: string): number {
  const select = connection
    .prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?')
    .pluck();
  return select.get(table) ?? 0;
}
