import type Database from 'better-sqlite3';
import { type Verdict, VerdictSchema } from '../../../shared/domain.ts';
import type { SourceKind } from '../../../shared/history.ts';
import type { SpanCounts, Statistics } from '../../../shared/statistics.ts';
import type { Control } from './control.ts';
import { allOf, anyOf, facet, term } from './facets.ts';
import type { Match } from './match.ts';
import type { Scanner } from './scan.ts';

export interface StatisticsRequest {
  /** In ms since 1970, ascending, two at least: the edges of the spans. */
  readonly times: readonly number[];
  readonly source: SourceKind | null;
  /** Classes to count beside those that the newest NG inspections have. */
  readonly classNames: readonly string[];
}

/** So many of the newest NG inspections tell of classes that no installed model has any more. */
const SAMPLE = 1_000;
/** Only these can have another verdict than the station's; the rare list leads through the long ones. */
const CHANGED = anyOf(
  (['overridden', 'disputed'] as const).map((state) => term(facet('disposition', state))),
);
const ALL = Number.MAX_SAFE_INTEGER;

interface Recorded {
  readonly inspected: number;
  readonly ok: number;
  readonly ng: number;
  readonly review: number;
  readonly error: number;
}
type Counts = { -readonly [Name in keyof SpanCounts]: SpanCounts[Name] };

/**
 * Counts inspections by span of time. The station's own verdicts come from the index by time, which
 * has all that is asked for; what people changed is found by the search index and moved over, because
 * it is little; classes are counted as a search for them would count them.
 */
export class StatisticsReader {
  readonly #connection: Database.Database;
  readonly #scanner: Scanner;
  readonly #recorded: Database.Statement<[number, number, string | null, string | null], Recorded>;
  readonly #when: Database.Statement<
    [number],
    { readonly at_ms: number; readonly verdict: string }
  >;

  constructor(connection: Database.Database, scanner: Scanner) {
    this.#connection = connection;
    this.#scanner = scanner;
    this.#recorded = connection.prepare(
      `SELECT count(*) AS inspected, total(verdict = 'ok') AS ok, total(verdict = 'ng') AS ng,
         total(verdict = 'review') AS review, total(verdict = 'error') AS error
       FROM inspections WHERE at_ms >= ? AND at_ms < ? AND (? IS NULL OR source = ?)`,
    );
    this.#when = connection.prepare('SELECT at_ms, verdict FROM inspections WHERE seq = ?');
  }

  read({ times, source, classNames }: StatisticsRequest, control: Control): Statistics {
    const spans = times.slice(1).map((to, index): Counts => {
      control.check();
      const from = times[index] ?? to;
      const { inspected, ...verdicts } = this.#recorded.get(from, to, source, source) as Recorded;
      const edges = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      return { ...edges, inspected, passedFirst: verdicts.ok, ...verdicts };
    });
    this.#moveChanged(spans, times, source, control);
    return { spans, ...this.#classes(times, source, classNames, control) };
  }

  /** Takes what people changed from the station's verdict to theirs. */
  #moveChanged(
    spans: readonly Counts[],
    times: readonly number[],
    source: SourceKind | null,
    control: Control,
  ): void {
    for (const effective of VerdictSchema.options) {
      const changed = ofSource([CHANGED, term(facet('effective', effective))], source);
      const query = `${changed} NOT ${term(facet('verdict', effective))}`;
      const match = matchIn(times, query);
      for (const seq of this.#scanner.page(match, ALL, ALL, control)) {
        const row = this.#when.get(seq);
        const span = row === undefined ? undefined : spans[spanOf(times, row.at_ms)];
        if (row === undefined || span === undefined) continue;
        span[row.verdict as Verdict] -= 1;
        span[effective] += 1;
      }
    }
  }

  #classes(
    times: readonly number[],
    source: SourceKind | null,
    known: readonly string[],
    control: Control,
  ): Pick<Statistics, 'classes' | 'otherNg'> {
    const ng = [term(facet('effective', 'ng'))];
    const total = (query: string): number => this.#scanner.total(matchIn(times, query), control);
    const sample = this.#scanner.page(matchIn(times, ofSource(ng, source)), ALL, SAMPLE, control);
    const names = [...new Set([...known, ...this.#namesOf(sample)])];
    const found = names.map((name) => term(facet('found', name)));
    const counts = names.map((className, index) => ({
      className,
      ng: total(ofSource([...ng, found[index] ?? ''], source)),
    }));
    const any = found.length === 0 ? '' : ` NOT ${anyOf(found)}`;
    return {
      classes: counts
        .filter((count) => count.ng > 0)
        .sort((a, b) => b.ng - a.ng || a.className.localeCompare(b.className)),
      otherNg: total(`${ofSource(ng, source)}${any}`),
    };
  }

  #namesOf(seqs: readonly number[]): readonly string[] {
    return this.#connection
      .prepare<[string], string>(
        `SELECT DISTINCT class_name FROM detections
         WHERE inspection_seq IN (SELECT value FROM json_each(?))`,
      )
      .pluck()
      .all(JSON.stringify(seqs));
  }
}

function ofSource(terms: readonly string[], source: SourceKind | null): string {
  return `(${allOf(source === null ? terms : [...terms, term(facet('source', source))])})`;
}

function matchIn(times: readonly number[], query: string): Match {
  return { query, score: null, time: { fromMs: times[0] ?? 0, toMs: times.at(-1) ?? 0 } };
}

/** Which span a time lies in; -1 before all of them. */
function spanOf(times: readonly number[], ms: number): number {
  return times.findLastIndex((time) => time <= ms);
}
