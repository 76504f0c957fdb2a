import { describe, expect, it } from 'vitest';
import type { HistoryRow } from '../../../src/shared/history.ts';
import { newInspection } from '../../support/log/filled-log.ts';
import { type ApiDouble, apiDouble } from './support.ts';

function record({ stationLog }: ApiDouble, names: readonly string[]): void {
  stationLog.database.transaction(() => {
    for (const file of names) {
      const entry = newInspection(stationLog, {
        file,
        verdict: file.startsWith('ok') ? 'ok' : 'ng',
      });
      stationLog.inspections.record({ ...entry, part: { serial: file, matched: true } });
    }
  });
}

async function text(api: ApiDouble, query: string): Promise<string> {
  const response = await api.ask(`/api/v1/inspections/export?${query}`);
  expect(response.status).toBe(200);
  return response.text();
}

/** What a strict reader of RFC 4180 makes of it. */
function readCsv(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(csv); found !== null; found = cell.exec(csv)) {
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') rows.push([]);
    if (cell.lastIndex === csv.length) break;
  }
  return rows.slice(0, -1);
}

describe('the export of the list', () => {
  it('as CSV has a head and a line an inspection, newest first, whatever is in the names', async () => {
    const api = await apiDouble();
    const names = ['plain.jpg', 'a, "b"\r\nc.jpg', '=HYPERLINK("x")', '@cmd', '-1+1', '齿轮.jpg'];
    record(api, names);
    const response = await api.ask('/api/v1/inspections/export?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="inspections-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const [head = [], ...rows] = readCsv(await response.text());
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
    expect(rows.every(({ length }) => length === head.length)).toBe(true);
    const safe = ['plain.jpg', names[1], `'${names[2]}`, "'@cmd", "'-1+1", '齿轮.jpg'].reverse();
    expect(column('file')).toEqual(safe);
    expect(column('serial')).toEqual(safe);
    expect(column('verdict')).toEqual(names.map(() => 'ng'));
    expect(column('worst_score')).toEqual(names.map(() => '0.9'));
    expect(column('longest_px')).toEqual(names.map(() => '96.2'));
  });

  it('has the mark of UTF-8 where it is asked for', async () => {
    const api = await apiDouble();
    record(api, ['a.jpg']);
    const bytes = async (query: string) =>
      new Uint8Array(await (await api.ask(`/api/v1/inspections/export?${query}`)).arrayBuffer());
    expect([...(await bytes('format=csv&bom=true')).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect((await bytes('format=csv'))[0]).toBe('s'.charCodeAt(0));
  });

  it('as JSON Lines has the rows of the list', async () => {
    const api = await apiDouble();
    record(api, ['a.jpg', 'b.jpg']);
    const lines = (await text(api, 'format=jsonl')).trimEnd().split('\n');
    const { rows } = (await (await api.ask('/api/v1/inspections')).json()) as {
      rows: HistoryRow[];
    };
    expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
    expect(await text(api, 'format=jsonl&masks=true')).toContain('"counts"');
  });

  it('follows the conditions, or the places that are named; none is a head alone', async () => {
    const api = await apiDouble();
    record(api, ['ok-1.jpg', 'b.jpg', 'ok-2.jpg', 'd.jpg', 'e.jpg']);
    const files = async (query: string) =>
      readCsv(await text(api, `format=csv&${query}`)).map((row) => row[3]);
    expect(await files('effective=ok')).toEqual(['file', 'ok-2.jpg', 'ok-1.jpg']);
    expect(await files('seqs=1-2,5,99')).toEqual(['file', 'e.jpg', 'b.jpg', 'ok-1.jpg']);
    expect(await files('effective=error')).toEqual(['file']);
    expect(await text(api, 'format=jsonl&effective=error')).toBe('');
  });

  it.each([
    '',
    'format=xml',
    'format=csv&veridct=ng',
    'format=csv&seqs=5-1',
    'format=csv&seqs=1-2000',
    'format=csv&seqs=1-900,1001-1900',
    'format=csv&seqs=0',
    'format=csv&seqs=1&effective=ok',
    'format=csv&from=soon',
  ])('refuses %j in words', async (query) => {
    const response = await (await apiDouble()).ask(`/api/v1/inspections/export?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('of a long log reads only as far ahead as it is read, and stops when nobody reads', async () => {
    const api = await apiDouble();
    record(
      api,
      Array.from({ length: 3_000 }, (_, n) => `${n}.jpg`),
    );
    let rows = 0;
    const { search } = api.stationLog;
    const all = search.all.bind(search);
    let ended = false;
    search.all = async function* (...wish) {
      try {
        for await (const row of all(...wish)) {
          rows += 1;
          yield row;
        }
      } finally {
        ended = true;
      }
    };
    const response = await api.ask('/api/v1/inspections/export?format=csv');
    const reader = response.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(rows).toBeLessThan(600);
    await reader?.cancel();
    expect(ended).toBe(true);
    const whole = await text(api, 'format=csv');
    expect(readCsv(whole)).toHaveLength(3_001);
  });

  it('breaks off where the log fails midway, and does not end as if it were whole', async () => {
    const api = await apiDouble();
    record(
      api,
      Array.from({ length: 400 }, (_, n) => `${n}.jpg`),
    );
    const { search } = api.stationLog;
    const all = search.all.bind(search);
    search.all = async function* (...wish) {
      for await (const row of all(...wish)) {
        if (row.seq === 100) throw new Error('the disk is gone');
        yield row;
      }
    };
    const response = await api.ask('/api/v1/inspections/export?format=csv');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('the disk is gone');
  });
});
