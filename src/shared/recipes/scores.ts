import type { Recipe, ReviewBand } from './document.ts';

/** From which score a class is there, and between which scores that is in doubt. */
export interface ScoreBounds {
  readonly minimum: number;
  readonly band: ReviewBand | null;
}

export function scoreBounds(recipe: Recipe, className: string): ScoreBounds {
  const settings = Object.hasOwn(recipe.classes, className) ? recipe.classes[className] : undefined;
  return {
    minimum: settings?.minimumScore ?? recipe.minimumScore,
    band: settings?.reviewBand === undefined ? recipe.reviewBand : settings.reviewBand,
  };
}

/** A detection under this score changes no verdict of the recipe. */
export function lowestScore(recipe: Recipe): number {
  const bounds = [
    { minimum: recipe.minimumScore, band: recipe.reviewBand },
    ...Object.keys(recipe.classes).map((name) => scoreBounds(recipe, name)),
  ];
  return Math.min(
    ...bounds.map(({ minimum, band }) => Math.min(minimum, band?.from ?? minimum)),
    ...recipe.required.map(({ minimumScore }) => minimumScore),
  );
}

/** Whether a detection matters to the recipe; the log keeps weaker ones too, for dry runs. */
export function isShown(
  recipe: Recipe,
  { className, score }: { readonly className: string; readonly score: number },
): boolean {
  const { minimum, band } = scoreBounds(recipe, className);
  const required = recipe.required.filter((wanted) => wanted.class === className);
  const from = [minimum, band?.from ?? minimum, ...required.map((wanted) => wanted.minimumScore)];
  return score >= Math.min(...from);
}

/** The recipe as somebody asks for it who names a threshold: it holds for every class, none in doubt. */
export function withConfidence(recipe: Recipe, confidence: number | undefined): Recipe {
  if (confidence === undefined) return recipe;
  return { ...recipe, minimumScore: confidence, reviewBand: null, classes: {} };
}
