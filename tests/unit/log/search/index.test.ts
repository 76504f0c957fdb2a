import { afterEach, describe, expect, it } from 'vitest';
import { SearchIndex } from '../../../../src/main/log/search/search-index.ts';
import type { StationLog } from '../../../../src/main/log/station-log.ts';
import { HistoryFilterSchema, type HistoryFilterText } from '../../../../src/shared/history.ts';
import { type LogFolder, logFolder } from '../../../support/log/filled-log.ts';
import { FIRST_ROWS, oldLog } from '../../../support/log/migration.ts';
import { addNames, partEntry, record } from './line.ts';

describe('the search index', () => {
  let place: LogFolder;
  let log: StationLog;
  afterEach(async () => {
    await log.close();
    place.remove();
  });
  const search = async (text: HistoryFilterText): Promise<number[]> => {
    const page = await log.search.page({ filter: HistoryFilterSchema.parse(text), limit: 100 });
    return page.rows.map(({ seq }) => seq);
  };

  it('takes in what a log without it had, with what people said', async () => {
    place = oldLog(1, FIRST_ROWS);
    log = await place.open();
    expect(await search({ serial: 'S1', verdict: 'ng' })).toEqual([1]);
    expect(await search({ effective: 'ok', text: 'wiped' })).toEqual([1]);
    expect(await search({ from: '2026-01-02', to: '2026-01-02', class: 'crack' })).toEqual([1]);
    expect(await search({ from: '2026-01-03' })).toEqual([]);
  });

  it('takes in more than one batch of rows', async () => {
    place = logFolder();
    log = await place.open();
    const { connection } = log.database;
    log.database.transaction(() => {
      for (let n = 0; n < 10; n += 1) record(log, { serial: `S${n}` });
      connection.exec('DELETE FROM search_spans');
      connection.exec(`INSERT INTO search (search) VALUES ('delete-all')`);
    });
    expect(await search({ serial: 'S7' })).toEqual([]);
    new SearchIndex(connection).catchUp(4);
    expect(await search({ serial: 'S7' })).toEqual([8]);
    expect(await search({ serial: 'S9', from: '2020-01-01' })).toEqual([10]);
    expect(await search({})).toHaveLength(10);
  });

  it('is undone with the inspection that it is about', async () => {
    place = logFolder();
    log = await place.open();
    addNames(log);
    expect(() =>
      log.inspections.record(partEntry(log, { serial: 'S1' }), () => {
        throw new Error('seen already');
      }),
    ).toThrow('seen already');
    expect(await search({ serial: 'S1' })).toEqual([]);
    expect(record(log, { serial: 'S2' })).toBe(1);
    expect(await search({})).toEqual([1]);
  });

  it('is whole in the eyes of SQLite', async () => {
    place = logFolder();
    log = await place.open();
    record(log, {});
    expect(log.database.connection.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('counts exactly up to its limit, and beyond it as more', async () => {
    place = logFolder();
    log = await place.open();
    // Documents without their rows: only the last one is read.
    log.database.connection.exec(
      `WITH RECURSIVE n (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < 9999)
       INSERT INTO search (rowid, words, facets) SELECT seq, 'gear', '' FROM n;
       INSERT INTO sqlite_sequence (name, seq) VALUES ('inspections', 9999);`,
    );
    const counted = async () => {
      const filter = HistoryFilterSchema.parse({ text: 'gear' });
      return (await log.search.page({ filter, limit: 1 })).count;
    };
    expect(record(log, { file: 'gear' })).toBe(10_000);
    expect(await counted()).toEqual({ count: 10_000, more: false });
    record(log, { file: 'gear' });
    expect(await counted()).toEqual({ count: 10_000, more: true });
  });
});
