import type { Verdict } from '../../../shared/domain.ts';
import type { HistoryFilter } from '../../../shared/history.ts';
import type { JudgingThresholds } from '../../../shared/log.ts';
import { type Recipe, usesModel } from '../../../shared/recipe.ts';
import type { Flip } from '../../../shared/recipes/dry-run.ts';
import { needsFacts, type PictureFacts } from '../../../shared/recipes/picture-checks.ts';
import { lowestScore } from '../../../shared/recipes/scores.ts';
import { judge } from '../../../shared/verdict.ts';
import type { Control } from './control.ts';
import type { InspectionRows, NamedRow } from './inspection-rows.ts';
import { matchOf } from './match.ts';
import type { Scanner } from './scan.ts';

export interface TrialRequest {
  readonly recipe: Recipe;
  readonly filter: HistoryFilter;
  /** Inspections recorded before this one; without it the newest. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What one slice of a dry run found; the numbers are those of inspections. */
export interface TrialAnswer {
  readonly flips: readonly Flip[];
  readonly inspections: number;
  readonly failed: number;
  /** Of which the picture was not measured as the recipe asks: those checks were left out. */
  readonly unmeasured: number;
  /** Whose detections were kept only from a higher score than the recipe looks at. */
  readonly tooShallow: number;
  /** The highest of those scores. */
  readonly shallowest: number;
  /** That another model judged than the recipe names. */
  readonly otherModel: number;
  /** Where the next slice begins; null on the last one. */
  readonly next: number | null;
}

/** Judges stored detections anew by a recipe. */
export function readTrial(
  scanner: Scanner,
  rows: InspectionRows,
  { recipe, filter, before, limit }: TrialRequest,
  control: Control,
): TrialAnswer {
  const seqs = scanner.page(matchOf(filter), before ?? Number.MAX_SAFE_INTEGER, limit + 1, control);
  const looked = seqs.slice(0, limit);
  const floor = lowestScore(recipe);
  const counts = { failed: 0, unmeasured: 0, tooShallow: 0, shallowest: 0, otherModel: 0 };
  const flips: Flip[] = [];
  for (const seq of looked) {
    control.check();
    const row = rows.row(seq);
    if (row === undefined) continue;
    if (row.error_code !== null || row.width === null || row.height === null) {
      counts.failed += 1;
      continue;
    }
    const kept = (JSON.parse(row.thresholds) as JudgingThresholds).floor;
    if (kept > floor) {
      counts.tooShallow += 1;
      counts.shallowest = Math.max(counts.shallowest, kept);
    }
    if (row.facts === null && needsFacts(recipe.checks)) counts.unmeasured += 1;
    if (!isOfItsModel(recipe, row)) counts.otherModel += 1;
    const flip = judgeAnew(row, rows, recipe);
    if (flip !== null) flips.push(flip);
  }
  const next = seqs.length > limit ? (looked.at(-1) ?? null) : null;
  return { flips, inspections: looked.length, ...counts, next };
}

function isOfItsModel(recipe: Recipe, row: NamedRow): boolean {
  const { model_kind: kind, model_ref: ref, model_sha256: sha256 } = row;
  if (kind === null || sha256 === null) return false;
  return usesModel(recipe, { kind, ref: ref ?? sha256, sha256 });
}

function judgeAnew(row: NamedRow, rows: InspectionRows, recipe: Recipe): Flip | null {
  const facts = row.facts === null ? null : (JSON.parse(row.facts) as PictureFacts);
  const { interest, exclusion } = recipe.regions;
  const { verdict, reasons } = judge(
    // Masks are many times the rest, and only regions look at them.
    rows.detections(row, interest !== null || exclusion !== null),
    { width: row.width ?? 0, height: row.height ?? 0, facts },
    facts === null ? withoutFactChecks(recipe) : recipe,
  );
  if (verdict === row.verdict) return null;
  return {
    id: row.id,
    at: row.at,
    file: row.file,
    from: row.verdict as Verdict,
    to: verdict,
    reasonsBefore: JSON.parse(row.reasons) as Flip['reasonsBefore'],
    reasons: [...reasons],
  };
}

/** What was not measured then is not known to be bad: the other rules are what a trial is about. */
function withoutFactChecks(recipe: Recipe): Recipe {
  const { size } = recipe.checks;
  return { ...recipe, checks: size === undefined ? {} : { size } };
}
