import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationLog } from '../../../../src/main/log/station-log.ts';
import type { HistoryFilter } from '../../../../src/shared/history.ts';
import { type LogFolder, logFolder } from '../../../support/log/filled-log.ts';
import { addNames, correct, dispose, type Part, record } from './line.ts';

/** More than a block of the index by time, so that its edges are in it. */
const PARTS = 1_400;
const VERDICTS = ['ok', 'ng', 'review', 'error'] as const;
const START = Date.UTC(2026, 10, 1);

type Known = Part & {
  readonly seq: number;
  readonly ms: number;
  effective: string;
  said: string;
  corrected: boolean;
};

/** Deterministic, and without a pattern that conditions could share. */
function pick<T>(items: readonly T[], n: number, salt: number): T {
  return items[(Math.imul(n + 1, 2_654_435_761 + salt * 40_503) >>> 9) % items.length] as T;
}

/** The clock jumps back by two hours, and once to 1970, as a dead battery has it. */
function timeOf(n: number): number {
  if (n >= 1_150 && n < 1_170) return n;
  return START + n * 10_000 - (n > 900 ? 7_200_000 : 0);
}

function partOf(n: number): Part {
  const folder = pick(['f1', 'f2', undefined], n, 1);
  const person = pick(['p1', undefined, undefined], n, 2);
  const classes = pick([[], ['crack'], ['fold'], ['crack', 'fold']], n, 3);
  return {
    at: new Date(timeOf(n)).toISOString(),
    verdict: pick(VERDICTS, n, 4),
    file: `cam${pick([1, 2], n, 5)}/part-${n}.bmp`,
    found: classes.map((name, k) => [name, pick([0.11, 0.3, 0.5, 0.62, 0.9], n, 6 + k)] as const),
    serial: `S${n % 700}`,
    lot: `L${Math.floor(n / 400)}`,
    station: pick(['a', 'b'], n, 8),
    side: pick(['left', 'right'], n, 9),
    recipe: pick(['gears:1', 'gears:2', 'default'], n, 10),
    model: pick(['gears:1', 'gears:2'], n, 11),
    ...(folder === undefined ? {} : { folder }),
    ...(person === undefined ? {} : { person }),
  };
}

/** The same question, asked of a list in memory. */
function holds(part: Known, filter: HistoryFilter): boolean {
  const minimum = part.recipe === 'gears:2' ? 0.6 : 0.25;
  const found = part.found ?? [];
  const { class: wanted, minScore } = filter;
  return (
    (filter.from === undefined || part.ms >= filter.from) &&
    (filter.to === undefined || part.ms < filter.to) &&
    (filter.verdict === undefined || filter.verdict.some((verdict) => verdict === part.verdict)) &&
    (filter.effective === undefined || filter.effective.some((it) => it === part.effective)) &&
    (filter.disposition === undefined || filter.disposition === part.said) &&
    (filter.corrected === undefined || part.corrected) &&
    (wanted === undefined && minScore === undefined
      ? true
      : found.some(
          ([name, score]) =>
            (wanted === undefined || name === wanted) && score >= (minScore ?? minimum),
        )) &&
    (filter.recipe === undefined ||
      filter.recipe === part.recipe ||
      part.recipe?.startsWith(`${filter.recipe}:`) === true) &&
    (filter.model === undefined || filter.model === part.model) &&
    (filter.serial === undefined || filter.serial === part.serial) &&
    (filter.lot === undefined || filter.lot === part.lot) &&
    (filter.station === undefined || filter.station === part.station) &&
    (filter.side === undefined || filter.side === part.side) &&
    (filter.source === undefined || (filter.source === 'folder') === (part.folder !== undefined)) &&
    (filter.folder === undefined || filter.folder === part.folder) &&
    (filter.person === undefined || filter.person === part.person) &&
    (filter.text === undefined || part.file?.startsWith(`${filter.text}/`) === true)
  );
}

const times = fc.integer({ min: 0, max: PARTS - 1 }).map(timeOf);
const some = <T>(...items: readonly T[]) =>
  fc.option(fc.constantFrom(...items), { nil: undefined });
const scarce = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const filters = fc
  .record({
    from: scarce(times),
    to: scarce(times),
    verdict: scarce(fc.subarray([...VERDICTS], { minLength: 1 })),
    effective: scarce(fc.subarray([...VERDICTS], { minLength: 1 })),
    disposition: scarce(fc.constantFrom('none' as const, 'overridden' as const)),
    corrected: scarce(fc.constant('true' as const)),
    class: some('crack', 'fold', 'pitting'),
    minScore: scarce(fc.constantFrom(0, 0.2, 0.3, 0.5, 0.61, 0.62, 0.9, 1)),
    recipe: scarce(fc.constantFrom('gears', 'gears:1', 'gears:2', 'default')),
    model: scarce(fc.constantFrom('gears:1', 'gears:2')),
    serial: fc.option(fc.constantFrom('S1', 'S600', 'S9999'), { nil: undefined, freq: 1 }),
    lot: scarce(fc.constantFrom('L0', 'L3')),
    station: scarce(fc.constantFrom('a', 'b')),
    side: scarce(fc.constantFrom('left', 'right')),
    source: scarce(fc.constantFrom('folder' as const, 'command' as const)),
    folder: scarce(fc.constantFrom('f1', 'f2')),
    person: scarce(fc.constantFrom('p1')),
    text: scarce(fc.constantFrom('cam1', 'cam2')),
  })
  .chain((whole) =>
    // A filter of all conditions finds nothing; some of them together are what people ask.
    fc.subarray(Object.keys(whole), { maxLength: 5 }).map((names) => {
      const entries = Object.entries(whole).filter(
        ([name, value]) => names.includes(name) && value !== undefined,
      );
      return Object.fromEntries(entries) as HistoryFilter;
    }),
  );

describe('a search beside a list in memory', () => {
  let place: LogFolder;
  let log: StationLog;
  const parts: Known[] = [];
  beforeAll(async () => {
    place = logFolder();
    log = await place.open();
    addNames(log);
    log.database.transaction(() => {
      for (let n = 0; n < PARTS; n += 1) {
        const part = partOf(n);
        const seq = record(log, part);
        const overridden = n % 13 === 0 && part.verdict !== 'ok';
        if (overridden) dispose(log, seq, 'ok');
        const corrected = n % 11 === 0;
        if (corrected) correct(log, seq);
        parts.unshift({
          ...part,
          seq,
          ms: timeOf(n),
          effective: overridden ? 'ok' : (part.verdict ?? ''),
          said: overridden ? 'overridden' : 'none',
          corrected,
        });
      }
    });
  }, 120_000);
  afterAll(async () => {
    await log.close();
    place.remove();
  });

  it('finds the same, page by page, and counts it', async () => {
    let nonEmpty = 0;
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 400 }), async (filter, limit) => {
        const expected = parts.filter((part) => holds(part, filter)).map(({ seq }) => seq);
        if (expected.length > 0) nonEmpty += 1;
        const found: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await log.search.page({ filter, cursor, limit });
          expect(page.count).toEqual({ count: expected.length, more: false });
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          found.push(...page.rows.map(({ seq }) => seq));
          cursor = page.next ?? undefined;
          // A few pages say it all, and the last one of many is at hand by a large limit.
        } while (cursor !== undefined && found.length < 1_000 && limit > 20);
        expect(found).toEqual(expected.slice(0, found.length));
        if (cursor === undefined) expect(found).toHaveLength(expected.length);
      }),
      { numRuns: 100, seed: 20_261_124 },
    );
    // Otherwise it would prove little.
    expect(nonEmpty).toBeGreaterThan(40);
  }, 120_000);

  it('stays in place while new inspections come', async () => {
    const first = await log.search.page({ filter: {}, limit: 10 });
    record(log, partOf(PARTS));
    const second = await log.search.page({
      filter: {},
      limit: 10,
      cursor: first.next ?? undefined,
    });
    expect(second.rows[0]?.seq).toBe((first.rows.at(-1)?.seq ?? 0) - 1);
  });

  it('streams all of it in order', async () => {
    const seqs: number[] = [];
    for await (const { seq } of log.search.all({ lot: 'L0' })) seqs.push(seq);
    expect(seqs).toEqual(Array.from({ length: 400 }, (_, n) => 400 - n));
  });
});
