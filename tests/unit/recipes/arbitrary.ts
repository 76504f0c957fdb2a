import fc from 'fast-check';
import { parseRecipe, type Recipe } from '../../../src/shared/recipe.ts';
import type { Judged } from '../../../src/shared/recipes/find-defects.ts';
import type { JudgedPicture } from '../../../src/shared/verdict.ts';

export const PICTURE: JudgedPicture = {
  width: 100,
  height: 80,
  facts: { sharpness: 120, brightness: 130, blackShare: 0.01, whiteShare: 0.02 },
};

const DEFECTS = ['crack', 'fold', 'pitting'] as const;

/** Few different values, so that limits are often met exactly. */
const size = fc.integer({ min: 1, max: 12 });
const score = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const relative = fc.integer({ min: 0, max: 10 }).map((n) => n / 10);

const detection = (classes: readonly string[]): fc.Arbitrary<Judged> =>
  fc
    .record({
      className: fc.constantFrom(...classes),
      score,
      left: fc.integer({ min: 0, max: 90 }),
      top: fc.integer({ min: 0, max: 70 }),
      width: size,
      height: size,
    })
    .map(({ className, score, left, top, width, height }) => ({
      className,
      score,
      box: [left, top, left + width, top + height] as [number, number, number, number],
      areaPx: width * height,
      lengthPx: Math.max(width, height),
      widthPx: Math.min(width, height),
    }));

export const defect: fc.Arbitrary<Judged> = detection(DEFECTS);
export const detections: fc.Arbitrary<Judged[]> = fc.array(detection([...DEFECTS, 'gear']), {
  maxLength: 8,
});

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const sizes = {
  areaPx: some(fc.integer({ min: 1, max: 100 })),
  lengthPx: some(size),
  widthMm: some(size),
};
const rule = fc.record({
  atLeast: fc.record(sizes),
  limits: fc.record({ count: some(fc.integer({ min: 0, max: 4 })), ...sizes }),
  severity: fc.constantFrom('ng', 'review', 'ignore'),
});
const band = fc.record({ below: relative, above: relative });
const triangle = fc.tuple(
  fc.tuple(relative, relative),
  fc.tuple(relative, relative),
  fc.tuple(relative, relative),
);
const group = fc.record({ share: fc.constantFrom(0.1, 0.5, 1), points: triangle });

/** Recipes of every kind; those that contradict themselves are left out. */
export const recipe: fc.Arbitrary<Recipe> = fc
  .record({
    minimumScore: score,
    band: some(band),
    rules: fc.dictionary(fc.constantFrom(...DEFECTS, '*'), fc.array(rule, { minLength: 1 }), {
      maxKeys: 3,
    }),
    required: fc.boolean(),
    interest: some(group),
    exclusion: some(group),
    minSharpness: some(fc.constantFrom(50, 200)),
    outcome: fc.constantFrom('review', 'error'),
  })
  .map((wish) => ({
    name: 'arbitrary',
    minimumScore: wish.minimumScore,
    reviewBand:
      wish.band === undefined
        ? null
        : {
            from: wish.minimumScore * wish.band.below,
            to: wish.minimumScore + (1 - wish.minimumScore) * wish.band.above,
          },
    rules: wish.rules,
    required: wish.required ? [{ class: 'gear' }] : [],
    regions: { interest: regionOf(wish.interest), exclusion: regionOf(wish.exclusion) },
    checks:
      wish.minSharpness === undefined
        ? {}
        : { sharpness: { min: wish.minSharpness, outcome: wish.outcome } },
    calibration: { mmPerPx: 0.5 },
  }))
  .map((document) => {
    try {
      return parseRecipe(JSON.parse(JSON.stringify(document)));
    } catch {
      return null;
    }
  })
  .filter((parsed) => parsed !== null);

function regionOf(wish: { share: number; points: unknown } | undefined): unknown {
  return wish === undefined ? null : { share: wish.share, polygons: [{ points: wish.points }] };
}
