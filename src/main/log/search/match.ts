import type { HistoryFilter } from '../../../shared/history.ts';
import {
  allOf,
  anyOf,
  beginning,
  classTerm,
  EVERYTHING,
  type FacetKind,
  facet,
  scoreTerm,
  term,
  wordTerms,
} from './facets.ts';

/** What is left to look up in the rows that the index gives. */
export interface ScoreCheck {
  readonly className: string | null;
  readonly least: number;
}

/** A filter in the words of the index. */
export interface Match {
  /** FTS5 query. */
  readonly query: string;
  readonly score: ScoreCheck | null;
  /** ms since 1970; `toMs` exclusive. */
  readonly time: { readonly fromMs: number; readonly toMs: number } | null;
}

/** Conditions whose value is a facet as it is. */
const PLAIN = [
  'disposition',
  'comparison',
  'corrected',
  'serial',
  'lot',
  'station',
  'side',
  'source',
  'folder',
  'person',
] as const satisfies readonly (FacetKind & keyof HistoryFilter)[];

/** What wants a person, as long as nobody has spoken of it. */
const WAITING = allOf([
  term(facet('disposition', 'none')),
  anyOf([
    term(facet('verdict', 'review')),
    term(facet('verdict', 'error')),
    term(facet('comparison', 'differs')),
  ]),
]);

const SHA256_BEGINNING = /^[0-9a-f]{8,64}$/;

/** Turns a filter into a query of the search index; pure, and everything that the log can be asked. */
export function matchOf(filter: HistoryFilter): Match {
  const terms: string[] = PLAIN.flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [term(facet(name, value))];
  });
  for (const name of ['verdict', 'effective'] as const) {
    const verdicts = filter[name];
    if (verdicts !== undefined) {
      terms.push(anyOf(verdicts.map((verdict) => term(facet(name, verdict)))));
    }
  }
  if (filter.waiting !== undefined) terms.push(WAITING);
  if (filter.recipe !== undefined) terms.push(recipeTerm(filter.recipe));
  if (filter.model !== undefined) terms.push(modelTerm(filter.model));
  if (filter.text !== undefined) terms.push(...wordTerms(filter.text));
  const { class: className, minScore } = filter;
  let exact = true;
  if (className !== undefined || minScore !== undefined) {
    const scored =
      className === undefined ? scoreTerm(minScore ?? 0) : classTerm(className, minScore);
    terms.push(scored.match);
    exact = scored.exact;
  }
  return {
    query: terms.length === 0 ? EVERYTHING : allOf(terms),
    score: exact ? null : { className: className ?? null, least: minScore ?? 0 },
    time:
      filter.from === undefined && filter.to === undefined
        ? null
        : {
            fromMs: filter.from ?? Number.MIN_SAFE_INTEGER,
            toMs: filter.to ?? Number.MAX_SAFE_INTEGER,
          },
  };
}

function recipeTerm(text: string): string {
  return term(facet(/:\d+$/.test(text) ? 'revision' : 'recipe', text));
}

function modelTerm(text: string): string {
  const named = term(facet('model', text));
  return SHA256_BEGINNING.test(text) ? anyOf([named, beginning(facet('digest', text))]) : named;
}
