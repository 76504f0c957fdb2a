import type { Detection, Reason } from '../domain.ts';
import { besideLimit, isOver, isUnder } from './compare.ts';
import type { Recipe } from './document.ts';
import { isLookedAt } from './regions.ts';
import { type Rule, RuleSchema, SIZE_NAMES, type Sizes } from './rule.ts';
import { millimetresPerPixel, type PictureSize, sizeOf, unitOf } from './scale.ts';
import { scoreBounds } from './scores.ts';

export type Judged = Pick<
  Detection,
  'className' | 'score' | 'box' | 'areaPx' | 'lengthPx' | 'widthPx'
> & { readonly mask?: Detection['mask'] | undefined };

/** A detection that is there, or may be; `index` is its place among all detections. */
interface Candidate {
  readonly detection: Judged;
  readonly index: number;
  readonly minimum: number;
  /** The band that its score lies in: a person has to look. */
  readonly doubt: { readonly from: number; readonly to: number } | null;
}

const ANY_DETECTION: readonly Rule[] = [RuleSchema.parse({})];

/** What the rules say about the detections; a doubtful one never says more than `review`. */
export function findDefects(
  detections: readonly Judged[],
  picture: PictureSize,
  recipe: Recipe,
): readonly Reason[] {
  const scale = millimetresPerPixel(recipe.calibration, picture);
  const candidates = detections
    .map((detection, index) => candidateOf(detection, index, recipe))
    .filter((candidate) => candidate !== null)
    .filter(({ detection }) => isLookedAt(detection, picture, recipe.regions));
  const groups = Map.groupBy(candidates, ({ detection }) => groupOf(detection.className, recipe));
  return [...groups].flatMap(([group, members]) =>
    rulesOf(group, recipe).flatMap((rule) => applyRule(rule, group, members, scale)),
  );
}

function candidateOf(detection: Judged, index: number, recipe: Recipe): Candidate | null {
  const { minimum, band } = scoreBounds(recipe, detection.className);
  const { score } = detection;
  const doubt = band !== null && score >= band.from && score < band.to ? band : null;
  return score >= minimum || doubt !== null ? { detection, index, minimum, doubt } : null;
}

/** The classes that the rules do not name are judged together; a required part is no defect. */
function groupOf(className: string, { rules, required }: Recipe): string | null {
  if (Object.hasOwn(rules, className)) return className;
  return required.some((wanted) => wanted.class === className) ? null : '*';
}

function rulesOf(group: string | null, { rules }: Recipe): readonly Rule[] {
  if (group === null) return [];
  return Object.hasOwn(rules, group) ? rules[group]! : ANY_DETECTION;
}

/** Whether a part with something of this class on it can be anything but good. */
export function isDefectClass(className: string, recipe: Recipe): boolean {
  return rulesOf(groupOf(className, recipe), recipe).some(({ severity }) => severity !== 'ignore');
}

function applyRule(
  rule: Rule,
  group: string | null,
  members: readonly Candidate[],
  scale: number | null,
): readonly Reason[] {
  const { severity, limits } = rule;
  if (severity === 'ignore') return [];
  const looked = members.filter(({ detection }) => reaches(rule.atLeast, detection, scale));
  if (Object.keys(limits).length === 0) {
    return looked.map((candidate) => reasonOf(candidate, severity, presence(candidate)));
  }
  const overSize = looked.flatMap((candidate) =>
    excesses(candidate, limits, scale).map((excess) => reasonOf(candidate, severity, excess)),
  );
  return [...overSize, ...overCount(looked, severity, group ?? '*', limits.count)];
}

function reaches(atLeast: Sizes, detection: Judged, scale: number | null): boolean {
  return SIZE_NAMES.every((name) => {
    const least = atLeast[name];
    return least === undefined || !isUnder(sizeOf(name, detection, scale), least);
  });
}

/** Which rule, what was measured, and what would still have been good. */
type Finding = Pick<Reason, 'rule' | 'detail' | 'limit' | 'value' | 'unit'>;

function presence({ detection: { className, score }, minimum }: Candidate): Finding {
  return {
    rule: 'any-detection',
    detail: `${className} ${score.toFixed(2)} ≥ ${minimum.toFixed(2)}`,
    limit: minimum,
    value: score,
  };
}

function excesses({ detection }: Candidate, limits: Sizes, scale: number | null): Finding[] {
  return SIZE_NAMES.flatMap((name) => {
    const limit = limits[name];
    const value = limit === undefined ? 0 : sizeOf(name, detection, scale);
    if (limit === undefined || !isOver(value, limit)) return [];
    const rule = name.replace(/(Px|Mm2?)$/, '');
    const unit = unitOf(name);
    const who = `${detection.className} ${detection.score.toFixed(2)}`;
    const detail = `${who}: ${rule} ${besideLimit(value, limit)} ${unit} > ${limit} ${unit}`;
    return [{ rule, detail, limit, value, unit }];
  });
}

/** A detection in doubt is for a person to look at, whatever the rule would make of it. */
function reasonOf(
  { detection, index, doubt }: Candidate,
  severity: 'ng' | 'review',
  finding: Finding,
): Reason {
  if (doubt === null) return { ...finding, severity, detection: index };
  const { className, score } = detection;
  const band = `from ${doubt.from.toFixed(2)} to ${doubt.to.toFixed(2)}`;
  const why = finding.rule === 'any-detection' ? '' : ` (${finding.detail})`;
  return {
    rule: 'review-band',
    detail: `${className} ${score.toFixed(2)} lies in the review band ${band}${why}`,
    severity: 'review',
    limit: doubt.to,
    value: score,
    detection: index,
  };
}

function overCount(
  looked: readonly Candidate[],
  severity: 'ng' | 'review',
  group: string,
  limit: number | undefined,
): readonly Reason[] {
  if (limit === undefined || looked.length <= limit) return [];
  const sure = looked.filter(({ doubt }) => doubt === null).length;
  const what = group === '*' ? 'detections of other classes' : `times ${group}`;
  const doubts = sure > limit ? '' : `, ${looked.length - sure} of them in the review band`;
  return [
    {
      rule: 'count',
      detail: `${looked.length} ${what} > ${limit}${doubts}`,
      severity: sure > limit ? severity : 'review',
      limit,
      value: looked.length,
    },
  ];
}
