import type Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchOf } from '../../../../src/main/log/search/match.ts';
import { openReads } from '../../../../src/main/log/search/reads.ts';
import { countSql, pageSql } from '../../../../src/main/log/search/scan.ts';
import type { StationLog } from '../../../../src/main/log/station-log.ts';
import { type HistoryFilter, HistoryFilterSchema } from '../../../../src/shared/history.ts';
import { type LogFolder, logFolder } from '../../../support/log/filled-log.ts';
import { addNames, record } from './line.ts';

/** A value of each condition; for scores also one that lies between two steps of the index. */
const EXACT: HistoryFilter = HistoryFilterSchema.parse({
  ...{ from: '2026-01-01', to: '2026-01-02', verdict: 'ng,review', effective: 'ok' },
  ...{
    disposition: 'overridden',
    comparison: 'differs',
    waiting: 'true',
    class: 'crack',
    minScore: '0.5',
    recipe: 'gears:2',
  },
  ...{ model: '1a1a1a1a', serial: 'S 1', lot: 'L1', station: 'cam1', side: 'left' },
  ...{ source: 'folder', folder: 'f1', person: 'p1', text: 'gear part-1' },
});
const BETWEEN: HistoryFilter = { ...EXACT, minScore: 0.33 };

/**
 * Every way to choose conditions, up to four of them and all together. The text of a statement
 * depends on no more than whether a time and whether a score must be looked up.
 */
function* everyFilter(): Generator<HistoryFilter> {
  const names = Object.keys(HistoryFilterSchema.shape) as (keyof HistoryFilter)[];
  for (const given of [...subsets(names, 4), names]) {
    for (const values of given.includes('minScore') ? [EXACT, BETWEEN] : [EXACT]) {
      yield Object.fromEntries(given.map((name) => [name, values[name]])) as HistoryFilter;
    }
  }
}

function subsets<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const [first, ...rest] = items;
  if (first === undefined || most === 0) return [[]];
  const withFirst = subsets(rest, most - 1).map((chosen) => [first, ...chosen]);
  return [...withFirst, ...subsets(rest, most)];
}

describe('every list query', () => {
  let place: LogFolder;
  let log: StationLog;
  beforeAll(async () => {
    place = logFolder();
    log = await place.open();
    addNames(log);
    for (let n = 0; n < 20; n += 1) record(log, { verdict: 'ng', found: [['crack', 0.5]] });
    log.database.connection.exec('ANALYZE');
  });
  afterAll(async () => {
    await log.close();
    place.remove();
  });
  const planOf = (sql: string): readonly string[] =>
    log.database.connection
      .prepare<Record<string, unknown>, { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({
        ...{ query: '"x"', from: 0n, to: 1n, limit: 1, fromMs: 0, toMs: 1 },
        ...{ least: 0, className: '', seqs: '[1]', masks: 0 },
      })
      .map(({ detail }) => detail);

  it('is led by the search index, and looks a row up by its number', () => {
    const statements = new Map<string, HistoryFilter>();
    for (const filter of everyFilter()) {
      const match = matchOf(filter);
      for (const timed of match.time === null ? [false] : [false, true]) {
        for (const sql of [
          pageSql(match, timed),
          pageSql(match, timed, 'oldest'),
          countSql(match, timed),
        ]) {
          if (!statements.has(sql)) statements.set(sql, filter);
        }
      }
    }
    for (const [sql, filter] of statements) {
      const plan = planOf(sql);
      const about = `${JSON.stringify(filter)}\n${sql}\n${plan.join('\n')}`;
      expect(plan.some(isIndexWalk), about).toBe(true);
      expect(plan.filter(isTableWalk), about).toEqual([]);
      expect(
        plan.filter((step) => step.includes('TEMP B-TREE')),
        about,
      ).toEqual([]);
    }
    // Whatever is asked, it comes down to so few statements.
    expect(statements.size).toBe(18);
  });

  it('reads the rows of a page by their numbers', () => {
    const asked: string[] = [];
    const { connection } = log.database;
    const spy = new Proxy(connection, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name !== 'prepare') return value.bind(target);
        return (sql: string) => {
          asked.push(sql);
          return target.prepare(sql);
        };
      },
    });
    openReads(spy);
    expect(asked.length).toBeGreaterThan(5);
    for (const sql of asked) {
      const walks = planParameters(connection, sql).filter(isTableWalk);
      expect(walks, sql).toEqual([]);
    }
  });
});

/** `0:M…`: the inverted index, in order; not `0:`, which would be every document. */
function isIndexWalk(step: string): boolean {
  return /^SCAN search VIRTUAL TABLE INDEX \d+:.*M/.test(step);
}

function isTableWalk(step: string): boolean {
  return /^SCAN (inspections|detections|dispositions|comparisons|corrections)\b/.test(step);
}

function planParameters(connection: Database.Database, sql: string): readonly string[] {
  const named = { seqs: '[1]', masks: 0, inspection: 'i', correction: null };
  const values = /:\w/.test(sql) ? [named] : [];
  const marks = [...sql.matchAll(/\?/g)].map(() => 1);
  return connection
    .prepare<unknown[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values, ...marks)
    .map(({ detail }) => detail);
}
