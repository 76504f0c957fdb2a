import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLog } from '../../src/main/log/verify/verify-log.ts';
import { DispositionService } from '../../src/main/people/disposition-service.ts';
import { parseRecipe } from '../../src/shared/recipe.ts';
import { type LogFolder, logFolder, newInspection } from '../support/log/filled-log.ts';
import { tampered } from '../support/log/tampered.ts';

/** Every column that says what was judged, decided and done: one that comes later is here by itself. */
const TABLES = {
  audit: { where: 'seq = 4', check: 'chain' },
  inspections: { where: 'seq = 2', check: 'inspection' },
  detections: { where: 'inspection_seq = 2 AND ordinal = 0', check: 'inspection' },
  dispositions: { where: 'seq = 2', check: 'disposition' },
  recipes: { where: `name = 'gears'`, check: 'recipe' },
} as const;

/** What the chain does not vouch for. */
const FREE: Readonly<Record<string, string>> = {
  'recipes.created_at': 'the audit row of its saving tells when it was',
};

/** Where only some words are allowed, another one of them. */
const WORDS: Readonly<Record<string, string>> = {
  'inspections.verdict': `'ok'`,
  'inspections.source': `'page'`,
  'dispositions.kind': `'confirm'`,
};

let source: LogFolder;

beforeAll(async () => {
  source = logFolder();
  const log = await source.open();
  const ada = { personId: null, name: 'Ada', via: 'page' } as const;
  log.recipes.save(parseRecipe({ name: 'gears' }), ada);
  const ids = [1, 2, 3].map(() => log.inspections.record(newInspection(log)).id);
  const people = new DispositionService(log, { publish: () => undefined }, () => ['Dirt']);
  people.add(ids[0] ?? '', { kind: 'confirm' }, ada);
  people.add(
    ids[1] ?? '',
    { kind: 'override', verdict: 'ok', reason: 'Dirt', remark: 'wiped' },
    ada,
  );
  await log.close();
});
afterAll(() => source.remove());

interface Column {
  readonly name: string;
  readonly type: string;
}

function columnsOf(table: string): readonly Column[] {
  const database = new Database(source.file, { readonly: true });
  try {
    return database
      .prepare<[string], Column>('SELECT name, type FROM pragma_table_info(?)')
      .all(table);
  } finally {
    database.close();
  }
}

const otherValue = (table: string, { name, type }: Column): string =>
  WORDS[`${table}.${name}`] ??
  (type === 'TEXT' ? `ifnull(${name}, '') || 'x'` : `ifnull(${name}, 0) + 77`);

describe('log verify finds a change', () => {
  it.each(Object.entries(TABLES))('in every column of %s', (table, { where, check }) => {
    const columns = columnsOf(table);
    expect(columns.length).toBeGreaterThan(6);
    for (const column of columns) {
      const name = `${table}.${column.name}`;
      const set = `UPDATE ${table} SET ${column.name} = ${otherValue(table, column)} WHERE ${where}`;
      const file = tampered(source, (database) => {
        expect(database.prepare(set).run().changes, name).toBe(1);
      });
      const { ok, problem } = verifyLog(file);
      expect({ name, ok }).toEqual({ name, ok: name in FREE });
      // A row that has lost its number is found by what it leaves and where it comes.
      if (problem !== null && !column.name.endsWith('seq')) {
        expect({ name, check: problem.check }).toEqual({ name, check });
      }
    }
  });
});
