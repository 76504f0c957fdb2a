import { appendFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendCsvResults } from '../../../src/main/watch/append-csv.ts';
import {
  CSV_HEADER,
  csvRow,
  type ResultDocument,
} from '../../../src/main/watch/result-document.ts';
import { writeJsonResult } from '../../../src/main/watch/write-json.ts';
import { tempFolder } from './support.ts';

const ZEROS = Buffer.alloc(20);

/** 255 bytes, as long as a name can be, of characters of three bytes each. */
const LONGEST = `${'轮'.repeat(83)}${'gg'}.bmp`;

function result(id: string, more: Partial<ResultDocument> = {}): ResultDocument {
  return {
    id,
    at: '2026-11-24T10:00:00.000Z',
    file: `/in/${id}.bmp`,
    relativePath: `${id}.bmp`,
    sha256: 'ab',
    width: 4,
    height: 3,
    verdict: 'ng',
    reasons: [{ rule: 'any-detection', detail: 'crack 0.91 ≥ 0.25' }],
    recipe: { name: 'default', revision: 1 },
    model: { ref: 'demo:1', kind: 'yolo', sha256: 'cd' },
    device: 'cpu',
    detections: [],
    timings: { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, postprocessMs: 0, totalMs: 0 },
    warnings: [],
    error: null,
    part: null,
    ...more,
  };
}

describe('the CSV of a day', () => {
  it('has its header once and a line for each result, by the day of the inspection', async () => {
    const folder = join(await tempFolder(), 'results');
    await appendCsvResults(folder, [result('a'), result('b')], false);
    await appendCsvResults(folder, [result('c', { at: '2026-11-25T00:00:00.000Z' })], false);
    await appendCsvResults(folder, [result('d')], false);
    expect((await readdir(folder)).sort()).toEqual(['2026-11-24.csv', '2026-11-25.csv']);
    const lines = (await readFile(join(folder, '2026-11-24.csv'), 'utf8')).split('\r\n');
    expect(`${lines[0]}\r\n`).toBe(CSV_HEADER);
    expect(lines.slice(1, -1).map((line) => line.split(',')[1])).toEqual(['a', 'b', 'd']);
  });

  it('loses a line that a crash cut off and gets it whole again', async () => {
    const folder = await tempFolder();
    const path = join(folder, '2026-11-24.csv');
    await appendCsvResults(folder, [result('id-of-a'), result('id-of-b')], false);
    const whole = await readFile(path, 'utf8');
    await truncate(path, whole.length - 9);
    await appendCsvResults(folder, [result('id-of-b')], true);
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  it('does not repeat what is in doubt and there, however large the file', async () => {
    const folder = await tempFolder();
    const path = join(folder, '2026-11-24.csv');
    const remark = 'x'.repeat(1_000);
    const many = Array.from({ length: 200 }, (_, index) =>
      result(`id-${index}`, { reasons: [{ rule: 'r', detail: remark }] }),
    );
    await appendCsvResults(folder, many, false);
    const before = await readFile(path, 'utf8');
    await appendCsvResults(folder, many, true);
    expect(await readFile(path, 'utf8')).toBe(before);
    // The beginning of a long line, of which the disk had the length but not all bytes.
    const long = result('new', { reasons: [{ rule: 'r', detail: 'y'.repeat(100_000) }] });
    await appendFile(path, Buffer.concat([Buffer.from(csvRow(long).slice(0, 90_000)), ZEROS]));
    await appendCsvResults(folder, [long], true);
    expect(await readFile(path, 'utf8')).toBe(before + csvRow(long));
  });

  it.each([
    ['with line feeds alone', (text: string) => text.replaceAll('\r\n', '\n')],
    ['without an end of its last line', (text: string) => text.trimEnd()],
    ['with a remark after the last line', (text: string) => `${text}see "me", please`],
    ['with a cell of several lines', (text: string) => `${text}a,"b\nc\n`],
    ['empty', () => ''],
  ])('that somebody saved anew %s loses nothing and doubles nothing', async (_, saved) => {
    const folder = await tempFolder();
    const path = join(folder, '2026-11-24.csv');
    await appendCsvResults(folder, [result('id-a'), result('id-b')], false);
    const theirs = saved(await readFile(path, 'utf8'));
    await writeFile(path, theirs);
    await appendCsvResults(folder, [result('id-b'), result('id-c')], true);
    const text = await readFile(path, 'utf8');
    expect(text.startsWith(theirs)).toBe(true);
    expect(text.endsWith(csvRow(result('id-c')))).toBe(true);
    expect(text.split('id-c,').length).toBe(2);
    if (theirs.includes('id-b')) expect(text.split('id-a,').length).toBe(2);
    expect(text).toMatch(/(^|[\r\n])[^\r\n]*,id-c,/u);
  });

  it('that somebody deleted in the course of the day begins anew with its header', async () => {
    const folder = await tempFolder();
    const path = join(folder, '2026-11-24.csv');
    await appendCsvResults(folder, [result('a')], false);
    await rm(path);
    await appendCsvResults(folder, [result('b')], false);
    expect(await readFile(path, 'utf8')).toBe(CSV_HEADER + csvRow(result('b')));
  });
});

describe('the JSON of a picture', () => {
  it('is whole, beside no temporary file, in the folder that its picture is in', async () => {
    const folder = await tempFolder();
    const document = result('a', { relativePath: 'lot 1/a.b.bmp' });
    await writeJsonResult(folder, document, 'number');
    expect(await readdir(join(folder, 'lot 1'))).toEqual(['a.b.json']);
    const text = await readFile(join(folder, 'lot 1/a.b.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(document);
  });

  it('does not replace one that was not taken away, and is not written twice', async () => {
    const folder = await tempFolder();
    const second = result('second', { relativePath: 'latest.bmp' });
    await writeJsonResult(folder, result('first', { relativePath: 'latest.bmp' }), 'number');
    await writeJsonResult(folder, second, 'number');
    await writeJsonResult(folder, second, 'number');
    expect((await readdir(folder)).sort()).toEqual(['latest-2.json', 'latest.json']);
    await rm(join(folder, 'latest.json'));
    await writeFile(join(folder, 'latest.json'), 'somebody else’s');
    await writeJsonResult(folder, result('third', { relativePath: 'latest.bmp' }), 'number');
    expect(await readFile(join(folder, 'latest.json'), 'utf8')).toBe('somebody else’s');
    expect((await readdir(folder)).sort()).toContain('latest-3.json');
  });

  it('replaces it where the setting says so', async () => {
    const folder = await tempFolder();
    await mkdir(folder, { recursive: true });
    for (const id of ['first', 'second']) {
      await writeJsonResult(folder, result(id, { relativePath: 'latest.bmp' }), 'replace');
    }
    expect(await readdir(folder)).toEqual(['latest.json']);
    expect(await readFile(join(folder, 'latest.json'), 'utf8')).toContain('"id":"second"');
  });
});

describe('the result of a picture whose name is as long as a name can be', () => {
  it.each(['number', 'replace'] as const)(
    'is written under a name that fits, another one for another picture (%s)',
    async (existing) => {
      const folder = await tempFolder();
      const [first, second] = [
        result('1', { relativePath: `lot/${LONGEST}` }),
        result('2', { relativePath: `lot/${LONGEST.replace('gg', 'hh')}` }),
      ];
      await writeJsonResult(folder, first, existing);
      await writeJsonResult(folder, second, existing);
      // Called again after a crash, it finds what it wrote.
      await writeJsonResult(folder, second, existing);
      const names = await readdir(join(folder, 'lot'));
      expect(names).toHaveLength(2);
      const ids = await Promise.all(
        names.map(async (name) => JSON.parse(await readFile(join(folder, 'lot', name), 'utf8')).id),
      );
      expect(ids.sort()).toEqual(['1', '2']);
    },
  );

  it('is numbered under a name that fits too', async () => {
    const folder = await tempFolder();
    for (const id of ['1', '2', '3']) {
      await writeJsonResult(folder, result(id, { relativePath: LONGEST }), 'number');
    }
    expect(await readdir(folder)).toHaveLength(3);
  });
});
