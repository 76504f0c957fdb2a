import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationLog } from '../../../../src/main/log/station-log.ts';
import { HistoryFilterSchema, type HistoryFilterText } from '../../../../src/shared/history.ts';
import { type Statistics, StatisticsQuerySchema } from '../../../../src/shared/statistics.ts';
import { type LogFolder, logFolder } from '../../../support/log/filled-log.ts';
import { addNames, dispose, record } from './line.ts';

const VERDICTS = ['ok', 'ng', 'review', 'error'] as const;
const CLASSES = ['crack', 'fold', 'pitting'] as const;
const HOURS = [0, 1, 2, 3, 4].map((hour) => `2026-11-20T0${hour}:00:00.000Z`);

describe('statistics of the log', () => {
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
  const count = async (text: HistoryFilterText): Promise<number> => {
    const filter = HistoryFilterSchema.parse(text);
    return (await log.search.page({ filter, limit: 1 })).count.count;
  };
  const read = (text: { times: string; source?: string }, classNames: readonly string[] = []) => {
    const { times, source } = StatisticsQuerySchema.parse(text);
    return log.search.statistics({ times, source: source ?? null, classNames });
  };
  /** The same from the searches that the page's links lead to. */
  const searched = async (times: readonly string[], source?: 'folder'): Promise<Statistics> => {
    const only = source === undefined ? {} : { source };
    const spans = [];
    for (const [index, to] of times.slice(1).entries()) {
      const span = { from: times[index] ?? '', to };
      const counts = { inspected: 0, passedFirst: 0, ok: 0, ng: 0, review: 0, error: 0 };
      counts.inspected = await count({ ...span, ...only });
      counts.passedFirst = await count({ ...span, ...only, verdict: 'ok' });
      for (const effective of VERDICTS) {
        counts[effective] = await count({ ...span, ...only, effective });
      }
      spans.push({ ...span, ...counts });
    }
    const whole = { from: times[0] ?? '', to: times.at(-1) ?? '', ...only, effective: 'ng' };
    const classes = [];
    for (const className of CLASSES) {
      classes.push({ className, ng: await count({ ...whole, class: className }) });
    }
    classes.sort((a, b) => b.ng - a.ng || a.className.localeCompare(b.className));
    return { spans, classes: classes.filter(({ ng }) => ng > 0), otherNg: 0 };
  };

  it('are the counts of the searches, after what people said', async () => {
    const start = Date.parse('2026-11-19T23:30:00Z');
    for (let n = 0; n < 120; n += 1) {
      // On both sides of the edges, at an edge, and once with a clock that went back.
      const at = new Date(start + (n % 7 === 3 ? 0 : n) * 150_000).toISOString();
      const verdict = VERDICTS[(n * 7) % 4] ?? 'ok';
      const found = verdict === 'ng' ? ([[CLASSES[n % 3] ?? 'crack', 0.9]] as const) : [];
      record(log, { at, verdict, found, ...(n % 2 === 0 ? { folder: 'f1' } : {}) });
    }
    for (let seq = 1; seq <= 120; seq += 5) {
      dispose(log, seq, seq % 2 === 0 ? 'ok' : 'ng');
    }
    // An NG that only a person saw has no class.
    const statistics = await read({ times: HOURS.join(',') });
    const expected = await searched(HOURS);
    expect(statistics.spans).toEqual(expected.spans);
    expect(statistics.classes).toEqual(expected.classes);
    const ng = statistics.spans.reduce((sum, span) => sum + span.ng, 0);
    const classed = statistics.classes.reduce((sum, each) => sum + each.ng, 0);
    expect(statistics.otherNg).toBe(ng - classed);
    expect(statistics.otherNg).toBeGreaterThan(0);
    for (const span of statistics.spans) {
      expect(span.ok + span.ng + span.review + span.error).toBe(span.inspected);
      expect(span.inspected).toBeGreaterThan(0);
    }
    const folders = await read({ times: HOURS.join(','), source: 'folder' });
    expect(folders.spans).toEqual((await searched(HOURS, 'folder')).spans);
  });

  it('are zero where nothing was judged', async () => {
    const statistics = await read({ times: `${HOURS[0]},${HOURS[1]}` }, ['crack']);
    expect(statistics).toEqual({
      spans: [
        {
          ...{ from: HOURS[0], to: HOURS[1], inspected: 0, passedFirst: 0 },
          ...{ ok: 0, ng: 0, review: 0, error: 0 },
        },
      ],
      classes: [],
      otherNg: 0,
    });
  });

  it('refuse times that go back, repeat, are none or are too many', () => {
    const hour = (n: number): string => new Date(n * 3_600_000).toISOString();
    const bad = [
      '',
      hour(1),
      `${hour(2)},${hour(1)}`,
      `${hour(1)},${hour(1)}`,
      'today,tomorrow',
      Array.from({ length: 202 }, (_, n) => hour(n)).join(','),
    ];
    for (const times of bad) {
      expect(StatisticsQuerySchema.safeParse({ times }).success).toBe(false);
    }
    const most = Array.from({ length: 201 }, (_, n) => hour(n)).join(',');
    expect(StatisticsQuerySchema.safeParse({ times: most }).success).toBe(true);
  });
});
