/**
 * The tokens of the search index. Each inspection is one document of an FTS5 table: its words, and
 * one *facet* for each value that can be searched for as a whole. A condition is then a posting
 * list, and any combination of conditions an intersection of lists that are sorted by inspection,
 * which is what keeps every combination fast; B-tree indexes serve only the combinations that
 * they were made for.
 */

/**
 * Begins every facet: characters of a private use area, which the tokenizer takes for letters and
 * no file name has. As long as the longest prefix that the table indexes (migration 2), so that all facets of a document share one
 * entry in those.
 */
const MARK = '\u{E000}'.repeat(6);

/** Scores are kept in steps of a twentieth. */
const SCORE_STEPS = 20;

export type FacetKind =
  | 'verdict'
  | 'effective'
  | 'disposition'
  | 'comparison'
  | 'corrected'
  | 'found' // a class that mattered to the recipe
  | 'seen' // a class at any score that the log keeps
  | 'score'
  | 'recipe'
  | 'revision'
  | 'model'
  | 'digest' // the model's sha256, which may be searched for by its beginning
  | 'serial'
  | 'lot'
  | 'station'
  | 'side'
  | 'source'
  | 'folder'
  | 'person';

/** Values are written in hexadecimal, so that whatever they hold is one token and case counts. */
export function facet(kind: FacetKind, value: string): string {
  const text = kind === 'digest' ? value : Buffer.from(value).toString('hex');
  return `${MARK}${kind}${text}`;
}

export function scoreFacet(score: number): string {
  return facet('score', String(Math.floor(score * SCORE_STEPS)));
}

export const term = (token: string): string => `"${token}"`;
export const beginning = (token: string): string => `"${token}"*`;
export const anyOf = (terms: readonly string[]): string => `(${terms.join(' OR ')})`;
export const allOf = (terms: readonly string[]): string => terms.join(' AND ');

/** Every document has a facet, and so every inspection begins with the mark. */
export const EVERYTHING = beginning(MARK);

/** Documents whose best score may be this or more: exact where the score is a whole step. */
export function scoreTerm(least: number): { readonly match: string; readonly exact: boolean } {
  const first = least * SCORE_STEPS;
  const steps: string[] = [];
  for (let step = Math.floor(first); step <= SCORE_STEPS; step += 1) {
    steps.push(term(facet('score', String(step))));
  }
  return { match: anyOf(steps), exact: Number.isInteger(first) };
}

/** A class as its recipe found it, or at this score or more: then the rows must be looked at. */
export function classTerm(
  name: string,
  least: number | undefined,
): { readonly match: string; readonly exact: boolean } {
  if (least === undefined) return { match: term(facet('found', name)), exact: true };
  return { match: allOf([term(facet('seen', name)), scoreTerm(least).match]), exact: false };
}

/**
 * The words of a text as the tokenizer cuts them (letters, digits and their accents); each may be the
 * beginning of one, but a single character must be the whole: nobody means every word with an "s".
 */
export function wordTerms(text: string): readonly string[] {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  return words.map((word) => ([...word].length > 1 ? beginning(word) : term(word)));
}
