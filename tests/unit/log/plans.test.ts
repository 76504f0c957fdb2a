import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StationLog } from '../../../src/main/log/station-log.ts';
import { type LogFolder, logFolder, newInspection } from '../../support/log/filled-log.ts';

/** Tables that grow with each picture, each file or each year. */
const LARGE = [
  ...['inspections', 'detections', 'dispositions', 'pictures', 'ledger', 'result_files'],
  ...['audit', 'seals', 'search_spans', 'model_versions', 'comparisons', 'corrections'],
];

/**
 * Every statement that the stores of a station prepare when its log is opened: pages of the audit
 * trail, quarantines, moves and results to do, evidence, seals, events. Those of searches are in
 * `search/plans.test.ts`.
 */
describe('every statement of the stores', () => {
  let place: LogFolder;
  let log: StationLog;
  const statements = new Set<string>();

  beforeAll(async () => {
    place = logFolder();
    const prepare = Database.prototype.prepare;
    const spy = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (
      this: Database.Database,
      sql: string,
    ) {
      statements.add(sql);
      return prepare.call(this, sql);
    } as typeof prepare);
    log = await place.open();
    spy.mockRestore();
    for (let n = 0; n < 20; n += 1) log.inspections.record(newInspection(log));
  });
  afterAll(async () => {
    await log.close();
    place.remove();
  });

  it('finds its rows by an index, or walks one in order to its limit', () => {
    const read = [...statements].filter((sql) => /^\s*(SELECT|UPDATE|DELETE|WITH)\b/iu.test(sql));
    expect(read.length).toBeGreaterThan(50);
    const walks = read.flatMap((sql) => {
      const plan = planOf(log.database.connection, sql);
      const bad = plan.filter((step) => isWalk(step, sql));
      return bad.length === 0 ? [] : [{ sql: sql.replaceAll(/\s+/gu, ' '), bad }];
    });
    expect(walks).toEqual([]);
  });
});

/** A walk over a whole table; one in the order of its key that ends at a limit is none. */
function isWalk(step: string, sql: string): boolean {
  const [, table = ''] = /^SCAN (\w+)/u.exec(step) ?? [];
  const endsEarly = !/\bWHERE\b/iu.test(sql) && /\bLIMIT\b/iu.test(sql);
  return LARGE.includes(table) && !endsEarly;
}

function planOf(connection: Database.Database, sql: string): readonly string[] {
  const names = [...sql.matchAll(/[@:](\w+)/gu)].map(([, name]) => [name ?? '', 1] as const);
  const marks = [...sql.matchAll(/\?/gu)].map(() => 1);
  return connection
    .prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...(names.length > 0 ? [Object.fromEntries(names)] : []), ...marks)
    .map(({ detail }) => detail);
}
