import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSearchReader } from '../../../../src/main/log/open-to-read.ts';
import { LogReader } from '../../../../src/main/log/search/log-reader.ts';
import type { PageRequest } from '../../../../src/main/log/search/reads.ts';
import type { StationLog } from '../../../../src/main/log/station-log.ts';
import { type LogFolder, logFolder } from '../../../support/log/filled-log.ts';
import { addNames, record } from './line.ts';

const PAGE: PageRequest = {
  ...{ filter: {}, order: 'newest', limit: 10, masks: false, weak: false, counted: true },
};

describe('the reader thread', () => {
  let place: LogFolder;
  let log: StationLog;
  let reader: LogReader;
  beforeEach(async () => {
    place = logFolder();
    log = await place.open();
    addNames(log);
    for (let n = 0; n < 3; n += 1) record(log, {});
    reader = new LogReader({ file: place.file });
  });
  afterEach(async () => {
    await reader.close();
    await log.close();
    place.remove();
  });

  it('sees at once what was committed, and holds no writer up', async () => {
    expect((await reader.read('page', PAGE)).count).toEqual({ count: 3, more: false });
    const pending = reader.read('page', PAGE);
    record(log, {});
    await pending;
    expect((await reader.read('page', PAGE)).count).toEqual({ count: 4, more: false });
  });

  it('answers several that ask at once, each with its own', async () => {
    const limits = [1, 2, 3, 1, 2];
    const answers = await Promise.all(
      limits.map((limit) => reader.read('page', { ...PAGE, limit })),
    );
    expect(answers.map(({ rows }) => rows.length)).toEqual(limits);
  });

  it('gives a search up that nobody waits for, and goes on with the next', async () => {
    await expect(reader.read('page', PAGE, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    const asking = new AbortController();
    const pending = reader.read('page', PAGE, { signal: asking.signal });
    asking.abort();
    await expect(pending).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await reader.read('page', PAGE)).rows).toHaveLength(3);
  });

  it('gives a search up that takes too long', async () => {
    await expect(reader.read('page', PAGE, { limitMs: 0 })).rejects.toMatchObject({
      code: 'LOG_SEARCH_TIMEOUT',
    });
    expect((await reader.read('page', PAGE)).rows).toHaveLength(3);
  });

  it('says what a page is about that it cannot read, and starts anew when the file is back', async () => {
    const lost = new LogReader({ file: `${place.file}.none` });
    await expect(lost.read('page', PAGE)).rejects.toMatchObject({
      code: 'LOG_READ_FAILED',
      message: expect.stringContaining('unable to open'),
    });
    await lost.close();
    log.database.connection.exec('ALTER TABLE dispositions RENAME TO lost');
    const broken = new LogReader({ file: place.file });
    await expect(broken.read('page', PAGE)).rejects.toMatchObject({ code: 'LOG_READ_FAILED' });
    log.database.connection.exec('ALTER TABLE lost RENAME TO dispositions');
    expect((await broken.read('page', PAGE)).rows).toHaveLength(3);
    await broken.close();
  });

  it('cannot write', async () => {
    await log.close();
    const other = await openSearchReader({
      folder: place.folder,
      software: 'test',
      log: () => undefined,
    });
    expect((await other?.page({ filter: {}, limit: 1 }))?.count.count).toBe(3);
    await other?.close();
    log = await place.open();
  });

  it('is closed once and for all', async () => {
    await reader.read('page', PAGE);
    await reader.close();
    await expect(reader.read('page', PAGE)).rejects.toMatchObject({ code: 'LOG_READ_FAILED' });
  });
});
