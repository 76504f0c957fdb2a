import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationLog } from '../../../../src/main/log/station-log.ts';
import { HistoryFilterSchema, type HistoryFilterText } from '../../../../src/shared/history.ts';
import { type LogFolder, logFolder } from '../../../support/log/filled-log.ts';
import { addNames, dispose, record } from './line.ts';

describe('a search of the log', () => {
  let place: LogFolder;
  let log: StationLog;
  beforeEach(async () => {
    place = logFolder();
    log = await place.open();
    addNames(log);
  });
  afterEach(async () => {
    await log.close();
    place.remove();
  });
  const search = async (text: HistoryFilterText): Promise<number[]> => {
    const filter = HistoryFilterSchema.parse(text);
    const { rows, count } = await log.search.page({ filter, limit: 100 });
    expect(count).toEqual({ count: rows.length, more: false });
    return rows.map(({ seq }) => seq);
  };

  it('gives what was printed when it was judged, and where it came from', async () => {
    record(log, {
      verdict: 'ng',
      file: 'cam1/GX-1.bmp',
      found: [
        ['crack', 0.9],
        ['fold', 0.12],
      ],
      serial: 'GX-1',
      folder: 'f1',
      person: 'p2',
    });
    const { rows } = await log.search.page({ filter: {}, limit: 1, masks: true });
    expect(rows[0]).toMatchObject({
      seq: 1,
      file: 'cam1/GX-1.bmp',
      verdict: 'ng',
      effective: 'ng',
      disposition: 'none',
      source: { kind: 'folder', folderId: 'f1', relativePath: 'cam1/GX-1.bmp' },
      part: { serial: 'GX-1', matched: true },
      person: { id: 'p2', name: 'Name of p2' },
      recipe: { name: 'default', revision: 1 },
      model: { ref: 'gears:1', kind: 'yolo' },
    });
    // The weak fold mattered to no rule: `inspect` does not print it either.
    expect(rows[0]?.detections).toMatchObject([
      { className: 'crack', score: 0.9, mask: { size: [540, 720], counts: 'ab0c' } },
    ]);
    const [weak] = (await log.search.page({ filter: {}, limit: 1, weak: true })).rows;
    expect(weak?.detections.map(({ className }) => className)).toEqual(['crack', 'fold']);
    expect(weak?.detections[0]).not.toHaveProperty('mask');
  });

  it('tells everything of one inspection', async () => {
    record(log, { found: [['fold', 0.12]] });
    dispose(log, 1, 'ng', 'look again');
    const [row] = (await log.search.page({ filter: {}, limit: 1 })).rows;
    const entry = await log.search.entry(row?.id ?? '');
    expect(entry).toMatchObject({
      id: row?.id,
      detections: [],
      weakDetections: [{ className: 'fold', mask: { counts: 'ab0c' } }],
      path: '/pictures/gear.jpg',
      pictureBytes: 12_345,
      software: 'test',
      thresholds: { floor: 0.1, tiling: 'model' },
      recipeDocument: { name: 'default', minimumScore: 0.25 },
      modelDocument: null,
      effective: 'ng',
      disposition: 'overridden',
      dispositions: [{ verdict: 'ng', remark: 'look again', personId: 'p1' }],
    });
    expect(entry.digest).toMatch(/^[0-9a-f]{64}$/);
    await expect(log.search.entry('nothing')).rejects.toMatchObject({
      code: 'INSPECTION_NOT_FOUND',
    });
  });

  it('finds by words and beginnings of words, whatever accents and capitals they have', async () => {
    record(log, { file: 'Linie A/Prüfteil_GX-00042.bmp', serial: 'SN 7', lot: 'L-9' });
    record(log, { file: '齿轮 3.jpg' });
    record(log, { file: 'gear.jpg' });
    expect(await search({ text: 'pruf' })).toEqual([1]);
    expect(await search({ text: 'PRÜFTEIL 000' })).toEqual([1]);
    expect(await search({ text: 'l-9 sn' })).toEqual([1]);
    expect(await search({ text: 'üfteil' })).toEqual([]);
    expect(await search({ text: '齿轮' })).toEqual([2]);
    expect(await search({ text: '齿' })).toEqual([]);
    // One character is a whole word: "3", and not every word that begins so.
    expect(await search({ text: '3' })).toEqual([2]);
    expect(await search({ text: 'g' })).toEqual([]);
    expect(await search({ text: 'ge' })).toEqual([3]);
    // What stands for a query's own words and signs is only text here.
    expect(await search({ text: 'gear AND NOT "x*' })).toEqual([]);
    expect(await search({ text: '"gear" OR' })).toEqual([]);
    expect(await search({ text: 'words:gear' })).toEqual([]);
  });

  it('finds by what people said, as soon as they said it', async () => {
    record(log, { verdict: 'ng' });
    record(log, { verdict: 'ng' });
    record(log, { verdict: 'ok' });
    expect(await search({ effective: 'ok' })).toEqual([3]);
    dispose(log, 1, 'ok', 'dust on the lens');
    expect(await search({ effective: 'ok' })).toEqual([3, 1]);
    expect(await search({ verdict: 'ng' })).toEqual([2, 1]);
    expect(await search({ disposition: 'overridden' })).toEqual([1]);
    expect(await search({ text: 'dust' })).toEqual([1]);
    dispose(log, 1, 'ng', null, 'p2');
    expect(await search({ disposition: 'disputed' })).toEqual([1]);
    expect(await search({ disposition: 'overridden' })).toEqual([]);
    expect(await search({ effective: 'ng', text: 'dust' })).toEqual([1]);
    expect(await search({ disposition: 'none' })).toEqual([3, 2]);
  });

  it('finds a class where it mattered to the recipe, or by any score', async () => {
    record(log, { found: [['crack', 0.3]], recipe: 'gears:1' });
    record(log, { found: [['crack', 0.3]], recipe: 'gears:2' });
    record(log, {
      found: [
        ['crack', 0.14],
        ['fold', 0.97],
      ],
    });
    expect(await search({ class: 'crack' })).toEqual([1]);
    expect(await search({ class: 'crack', minScore: '0.3' })).toEqual([2, 1]);
    expect(await search({ class: 'crack', minScore: '0.31' })).toEqual([]);
    expect(await search({ class: 'crack', minScore: '0.1' })).toEqual([3, 2, 1]);
    expect(await search({ minScore: '0.3' })).toEqual([3, 2, 1]);
    expect(await search({ minScore: '0.97' })).toEqual([3]);
    expect(await search({ minScore: '0.98' })).toEqual([]);
    expect(await search({ class: 'cra' })).toEqual([]);
  });

  it('takes a model by its name, its version or the beginning of its sha256', async () => {
    record(log, { model: 'gears:1' });
    record(log, { model: 'gears:2' });
    expect(await search({ model: 'gears' })).toEqual([2, 1]);
    expect(await search({ model: 'gears:2' })).toEqual([2]);
    expect(await search({ model: '1a1a1a1a' })).toEqual([1]);
    expect(await search({ model: '1a1a1a1a2' })).toEqual([]);
  });

  it('takes a person by id or name, and a part by the exact text', async () => {
    record(log, { person: 'p1', serial: 'GX-1', lot: 'a b' });
    record(log, { person: 'p2', serial: 'gx-1' });
    expect(await search({ person: 'Name of p1' })).toEqual([1]);
    expect(await search({ person: 'p2' })).toEqual([2]);
    expect(await search({ serial: 'GX-1' })).toEqual([1]);
    expect(await search({ serial: 'GX' })).toEqual([]);
    expect(await search({ lot: 'a b' })).toEqual([1]);
    expect(await search({ recipe: 'default:1', source: 'command' })).toEqual([2, 1]);
    expect(await search({ recipe: 'default:2' })).toEqual([]);
  });

  it('refuses a cursor that is none', async () => {
    for (const cursor of ['', 'x', 'YmVmb3JlOjA', 'YmVmb3JlOi0x']) {
      await expect(log.search.page({ filter: {}, cursor, limit: 1 })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    }
  });
});
