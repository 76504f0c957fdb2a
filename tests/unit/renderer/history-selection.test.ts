import { describe, expect, it } from 'vitest';
import { sayOfMany, takeBackMany } from '../../../src/renderer/features/history/bulk.ts';
import {
  movedColumn,
  orderedColumns,
  shownColumns,
} from '../../../src/renderer/features/history/columns.ts';
import { NOTHING, pick, type Selection } from '../../../src/renderer/features/history/selection.ts';
import { SeqRangesSchema, seqRanges } from '../../../src/shared/export/wish.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({ id, seq: 50 - index }));
const ids = ({ picked }: Selection): string => [...picked.keys()].sort().join('');

describe('a selection', () => {
  it('takes a row, and lets it go', () => {
    const one = pick(NOTHING, rows, 1, { range: false });
    expect([...one.picked]).toEqual([['b', 49]]);
    expect(ids(pick(one, rows, 1, { range: false }))).toBe('');
  });

  it('takes what lies between in either direction', () => {
    const from = pick(NOTHING, rows, 3, { range: false });
    expect(ids(pick(from, rows, 1, { range: true }))).toBe('bcd');
    expect(ids(pick(from, rows, 4, { range: true }))).toBe('de');
    expect(ids(pick(NOTHING, rows, 2, { range: true }))).toBe('c');
  });

  it('of all becomes one of those in sight when one is let go', () => {
    const rest = pick({ ...NOTHING, all: true }, rows, 2, { range: false });
    expect([rest.all, ids(rest)]).toEqual([false, 'abde']);
  });

  it('does not change at a row that is not there', () => {
    expect(pick(NOTHING, rows, -1, { range: false })).toBe(NOTHING);
  });
});

describe('saying one thing of many', () => {
  const many = Array.from({ length: 250 }, (_, n) => `${n}`);
  const added = (inspections: readonly string[]) => ({
    added: inspections.map((inspectionId) => ({ inspectionId, dispositionId: `d${inspectionId}` })),
    refused: [],
  });

  it('goes batch by batch, with progress, until it is stopped', async () => {
    const ended = new AbortController();
    const progress: number[] = [];
    const result = await sayOfMany(
      many,
      { kind: 'confirm' },
      {
        signal: ended.signal,
        send: async (batch) => added('inspections' in batch ? batch.inspections : []),
        onProgress: (done) => {
          progress.push(done);
          if (done === 200) ended.abort();
        },
      },
    );
    expect(progress).toEqual([100, 200]);
    expect([result.added.length, result.left, result.failure]).toEqual([200, 50, null]);
  });

  it('keeps what was done before the station was lost, and takes back just that', async () => {
    let requests = 0;
    const wishes = { signal: new AbortController().signal, onProgress: () => undefined };
    const lost = new Error('lost');
    const result = await sayOfMany(
      many,
      { kind: 'confirm' },
      {
        ...wishes,
        send: async (batch) => {
          requests += 1;
          if (requests === 2) throw lost;
          return added('inspections' in batch ? batch.inspections : []);
        },
      },
    );
    expect([result.added.length, result.left, result.failure]).toEqual([100, 150, lost]);
    const sent: unknown[] = [];
    await takeBackMany(result.added, {
      ...wishes,
      send: async (batch) => {
        sent.push(batch);
        return added([]);
      },
    });
    expect(sent).toEqual([{ kind: 'withdraw', withdraws: result.added }]);
  });
});

it('columns are left out as asked, but for those that say what a row is', () => {
  const shown = shownColumns(['file', 'verdict', 'person', 'none'], []);
  expect(shown).toContain('file');
  expect(shown).toContain('verdict');
  expect(shown).not.toContain('person');
});

it('places in the log are as short as can be, and read back', () => {
  expect(seqRanges([7, 3, 4, 5, 12, 4])).toBe('3-5,7,12');
  expect(SeqRangesSchema.parse('3-5,7,12')).toEqual([12, 7, 5, 4, 3]);
});

it('columns stand as somebody has put them, whatever an older page kept', () => {
  const first = orderedColumns([]);
  const moved = movedColumn(first, 'verdict', -1);
  expect(moved.indexOf('verdict')).toBe(first.indexOf('verdict') - 1);
  expect([...moved].sort()).toEqual([...first].sort());
  expect(movedColumn(first, 'thumbnail', -1)).toEqual(first);
  expect(movedColumn(first, 'person', 1)).toEqual(first);
  expect(orderedColumns(moved)).toEqual(moved);
  expect([...orderedColumns(['verdict', 'gone', 'verdict'])].sort()).toEqual([...first].sort());
  expect(shownColumns(['time'], moved)).toEqual(moved.filter((column) => column !== 'time'));
});
