import type { Recipe, ReviewBand } from './document.ts';
import type { RelativePoint } from './geometry.ts';
import { formatPath, type Refusal } from './refusal.ts';
import type { Sizes } from './rule.ts';

/** Fields that are well formed each and cannot be kept together. */
export function findContradictions(recipe: Recipe): readonly Refusal[] {
  return [
    ...inMillimetresWithoutScale(recipe),
    ...bandsThatMissTheMinimum(recipe),
    ...emptyAreas(recipe),
    ...boundsTheWrongWayRound(recipe),
    ...checksWithoutBounds(recipe),
    ...scaleOfNoLength(recipe),
  ];
}

const refuse = (path: readonly PropertyKey[], problem: string): Refusal => ({
  path: formatPath(path),
  problem,
});

function inMillimetresWithoutScale({ calibration, rules }: Recipe): readonly Refusal[] {
  if (calibration !== null) return [];
  return Object.entries(rules).flatMap(([className, list]) =>
    list.flatMap((rule, index) =>
      (['atLeast', 'limits'] as const).flatMap((part) =>
        inMillimetres(rule[part]).map((name) =>
          refuse(
            ['rules', className, index, part, name],
            'needs a calibration: give the recipe mmPerPx, or two points and lengthMm',
          ),
        ),
      ),
    ),
  );
}

function inMillimetres(sizes: Sizes): readonly string[] {
  return Object.entries(sizes).flatMap(([name, value]) =>
    value !== undefined && /Mm2?$/.test(name) ? [name] : [],
  );
}

/**
 * A band has to reach from the minimum score or under it to the minimum or over it. Otherwise a
 * higher score would be treated more mildly than a lower one.
 */
function bandsThatMissTheMinimum(recipe: Recipe): readonly Refusal[] {
  const own = bandRefusals(recipe.reviewBand, recipe.minimumScore, ['reviewBand']);
  const ofClasses = Object.entries(recipe.classes).flatMap(([name, settings]) => {
    const minimum = settings.minimumScore ?? recipe.minimumScore;
    return settings.reviewBand === undefined
      ? outsideTheBand(recipe.reviewBand, minimum, ['classes', name, 'minimumScore'])
      : bandRefusals(settings.reviewBand, minimum, ['classes', name, 'reviewBand']);
  });
  return [...own, ...ofClasses];
}

function bandRefusals(
  band: ReviewBand | null,
  minimum: number,
  path: readonly PropertyKey[],
): readonly Refusal[] {
  if (band === null) return [];
  if (band.to <= band.from) return [refuse([...path, 'to'], `must be over from (${band.from})`)];
  return [
    ...(band.from > minimum
      ? [refuse([...path, 'from'], `must not be over the minimum score (${minimum})`)]
      : []),
    ...(band.to < minimum
      ? [refuse([...path, 'to'], `must not be under the minimum score (${minimum})`)]
      : []),
  ];
}

function outsideTheBand(
  band: ReviewBand | null,
  minimum: number,
  path: readonly PropertyKey[],
): readonly Refusal[] {
  if (band === null || (band.from <= minimum && minimum <= band.to)) return [];
  return [
    refuse(
      path,
      `must lie in the review band, ${band.from} to ${band.to}; give the class a review band of its own, or null for none`,
    ),
  ];
}

function emptyAreas({ regions }: Recipe): readonly Refusal[] {
  return (['interest', 'exclusion'] as const).flatMap((kind) =>
    (regions[kind]?.polygons ?? []).flatMap(({ points }, index) =>
      area(points) === 0
        ? [refuse(['regions', kind, 'polygons', index, 'points'], 'must enclose an area')]
        : [],
    ),
  );
}

function area(points: readonly RelativePoint[]): number {
  const doubled = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) < 1e-12 ? 0 : Math.abs(doubled) / 2;
}

function boundsTheWrongWayRound({ checks }: Recipe): readonly Refusal[] {
  const { size, sharpness, brightness } = checks;
  const pairs = [
    { path: ['size', 'minWidth'], min: size?.minWidth, max: size?.maxWidth },
    { path: ['size', 'minHeight'], min: size?.minHeight, max: size?.maxHeight },
    { path: ['sharpness', 'min'], min: sharpness?.min, max: sharpness?.max },
    { path: ['brightness', 'min'], min: brightness?.min, max: brightness?.max },
  ];
  return pairs.flatMap(({ path, min, max }) =>
    min !== undefined && max !== undefined && min > max
      ? [refuse(['checks', ...path], `must not be over the largest value (${max})`)]
      : [],
  );
}

function checksWithoutBounds({ checks }: Recipe): readonly Refusal[] {
  return Object.entries(checks).flatMap(([name, check]) =>
    Object.values(check ?? {}).some((bound) => typeof bound === 'number')
      ? []
      : [refuse(['checks', name], 'must give at least one bound')],
  );
}

function scaleOfNoLength({ calibration }: Recipe): readonly Refusal[] {
  if (calibration === null || !('points' in calibration)) return [];
  const [[x1, y1], [x2, y2]] = calibration.points;
  return x1 === x2 && y1 === y2
    ? [refuse(['calibration', 'points'], 'must be two different points')]
    : [];
}
