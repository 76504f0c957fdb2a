import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogDatabase } from '../../../src/main/log/database.ts';
import { type LogFolder, logFolder } from '../../support/log/filled-log.ts';

let folder: LogFolder;
let database: LogDatabase;

beforeEach(() => {
  folder = logFolder();
  database = new LogDatabase(join(folder.folder, 'some.db'));
  database.connection.exec('CREATE TABLE numbers (n INTEGER) STRICT');
});
afterEach(() => {
  database.close();
  folder.remove();
});

const add = (n: number): unknown => database.connection.exec(`INSERT INTO numbers VALUES (${n})`);
const numbers = (): unknown[] =>
  database.connection.prepare('SELECT n FROM numbers ORDER BY n').pluck().all();

describe('the writer', () => {
  it('waits for the disk, checks references and keeps a log beside', () => {
    const pragma = (name: string): unknown => database.connection.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    // 2 is FULL.
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
  });

  it('does all of a transaction or nothing', () => {
    expect(database.transaction(() => add(1) && 'done')).toBe('done');
    const broken = (): unknown =>
      database.transaction(() => {
        add(2);
        throw new RangeError('no');
      });
    expect(broken).toThrow(RangeError);
    expect(numbers()).toEqual([1]);
  });

  it('has an inner transaction join the outer one', () => {
    database.transaction(() => {
      add(1);
      database.transaction(() => add(2));
    });
    expect(numbers()).toEqual([1, 2]);
  });

  it('undoes the whole where an inner one failed, though somebody caught it', () => {
    const caught = (): unknown =>
      database.transaction(() => {
        add(1);
        try {
          database.transaction(() => {
            add(2);
            throw new RangeError('half done');
          });
        } catch {
          add(3);
        }
      });
    expect(caught).toThrow('half done');
    expect(numbers()).toEqual([]);
    database.transaction(() => add(4));
    expect(numbers()).toEqual([4]);
  });
});
