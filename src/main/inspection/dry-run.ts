import type { Verdict } from '../../shared/domain.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { DryRunFilter, DryRunLine } from '../../shared/recipes/dry-run.ts';
import { lowestScore } from '../../shared/recipes/scores.ts';
import type { SearchReader } from '../log/search/search-reader.ts';
import type { TrialAnswer } from '../log/search/trial.ts';

export interface DryRunWish {
  readonly recipe: Recipe;
  readonly filter: DryRunFilter;
  /** The newest so many inspections. */
  readonly last: number;
}

/** Inspections that the reader thread judges before anything else has its turn. */
const SLICE = 200;

type Counts = Record<'inspections' | 'failed' | 'unmeasured' | 'tooShallow' | 'otherModel', number>;

/**
 * Tries a recipe on inspections of the log, from their stored detections and without a model. Runs
 * on the reader thread, slice by slice, so that neither the line nor a search waits for it.
 *
 * @throws PitchlineError CANCELLED, LOG_SEARCH_TIMEOUT
 */
export async function* dryRun(
  search: Pick<SearchReader, 'trial'>,
  { recipe, filter, last }: DryRunWish,
  signal?: AbortSignal,
): AsyncGenerator<DryRunLine> {
  const transitions = new Map<string, { from: Verdict; to: Verdict; count: number }>();
  const counts: Counts = { inspections: 0, failed: 0, unmeasured: 0, tooShallow: 0, otherModel: 0 };
  let shallowest = 0;
  let flips = 0;
  let before: number | undefined;
  do {
    const limit = Math.min(SLICE, last - counts.inspections);
    const slice = await search.trial({ recipe, filter, before, limit }, signal);
    for (const flip of slice.flips) {
      const { from, to } = flip;
      const count = (transitions.get(`${from} ${to}`)?.count ?? 0) + 1;
      transitions.set(`${from} ${to}`, { from, to, count });
      yield { kind: 'flip', ...flip };
    }
    flips += slice.flips.length;
    add(counts, slice);
    shallowest = Math.max(shallowest, slice.shallowest);
    before = slice.next ?? undefined;
    yield { kind: 'progress', inspections: counts.inspections };
  } while (before !== undefined && counts.inspections < last);
  yield {
    kind: 'summary',
    inspections: counts.inspections,
    flips,
    transitions: [...transitions.values()].sort((a, b) => b.count - a.count),
    failed: counts.failed,
    warnings: warnings(recipe, counts, shallowest),
  };
}

function factChecks({ checks: { size: _, ...rest } }: Recipe): readonly string[] {
  return Object.keys(rest);
}

function add(counts: Counts, slice: TrialAnswer): void {
  for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] += slice[name];
}

function warnings(recipe: Recipe, counts: Counts, shallowest: number): string[] {
  const { tooShallow, unmeasured, otherModel } = counts;
  const of = (count: number): string => `${count} of ${counts.inspections} inspections`;
  return [
    ...(tooShallow === 0
      ? []
      : [
          `The recipe looks at scores from ${lowestScore(recipe)} up; of ${of(tooShallow)} only detections from ${shallowest} up were kept. A real run may find more there.`,
        ]),
    ...(unmeasured === 0
      ? []
      : [
          `In ${of(unmeasured)} the picture was not measured as the recipe asks; its checks were left out there (${factChecks(recipe).join(', ')}).`,
        ]),
    ...(otherModel === 0
      ? []
      : [
          `${of(otherModel)} were judged by another model than "${recipe.model}": their detections are those of that model.`,
        ]),
  ];
}
