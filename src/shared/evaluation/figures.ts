import { accumulate, type Curve } from './accumulate.ts';
import { type AreaRange, type Compared, type Matches, matchPicture } from './match.ts';
import { overlaps } from './overlap.ts';
import type { By, ScoredPicture } from './types.ts';

/** Overlaps 0.50, 0.55, … 0.95. */
export const THRESHOLDS: readonly number[] = Array.from({ length: 10 }, (_, i) =>
  i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9),
);

const MOST_PER_PICTURE = 100;

const EVERY_AREA: AreaRange = { from: 0, to: 1e5 ** 2 };
const AREAS = {
  small: { from: 0, to: 32 ** 2 },
  medium: { from: 32 ** 2, to: 96 ** 2 },
  large: { from: 96 ** 2, to: 1e5 ** 2 },
} as const satisfies Record<string, AreaRange>;

/** COCO's twelve figures, 0…1; null where there is nothing to find (pycocotools writes -1). */
export interface Figures {
  /** Mean over the overlaps from 0.50 to 0.95. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** Objects up to 32 x 32 pixels, up to 96 x 96, and larger. */
  readonly apSmall: number | null;
  readonly apMedium: number | null;
  readonly apLarge: number | null;
  /** Recall with the best 1, 10 and 100 detections of a class in a picture. */
  readonly ar1: number | null;
  readonly ar10: number | null;
  readonly ar100: number | null;
  readonly arSmall: number | null;
  readonly arMedium: number | null;
  readonly arLarge: number | null;
}

export interface ClassFigures extends Figures {
  readonly classId: number;
  /** Objects to find; crowds are none. */
  readonly objects: number;
  /** One for each of `THRESHOLDS`; null where there is nothing to find. */
  readonly curves: readonly Curve[] | null;
}

export interface Evaluation {
  readonly all: Figures;
  readonly classes: readonly ClassFigures[];
}

/** Curves of one class: of any size with the three numbers of detections, and of each size. */
interface Curves {
  readonly most1: readonly Curve[] | null;
  readonly most10: readonly Curve[] | null;
  readonly most100: readonly Curve[] | null;
  readonly small: readonly Curve[] | null;
  readonly medium: readonly Curve[] | null;
  readonly large: readonly Curve[] | null;
}

/**
 * Average precision and recall as COCO defines them (Lin et al., arXiv:1405.0312), equal to
 * pycocotools' COCOeval on the same detections.
 *
 * @param pictures in the order that decides between equal scores
 * @param classIds the classes to score; detections of others are left out
 * @param by `mask`: every label and every detection must have one
 */
export function evaluate(
  pictures: readonly ScoredPicture[],
  classIds: readonly number[],
  by: By,
): Evaluation {
  const scored = classIds.map((classId) => {
    const compared = pictures.map((picture) => compare(picture, classId, by));
    const objects = compared.flatMap(({ labels }) => labels).filter(({ crowd }) => !crowd).length;
    return { classId, objects, curves: curvesOf(compared, by) };
  });
  return {
    all: summarise(scored.map(({ curves }) => curves)),
    classes: scored.map(({ classId, objects, curves }) => ({
      classId,
      objects,
      ...summarise([curves]),
      curves: curves.most100,
    })),
  };
}

function compare({ labels, found }: ScoredPicture, classId: number, by: By): Compared {
  const ofClass = labels.filter((label) => label.classId === classId);
  const best = found
    .filter((one) => one.classId === classId)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_PER_PICTURE);
  return { found: best, labels: ofClass, overlaps: overlaps(best, ofClass, by) };
}

function curvesOf(compared: readonly Compared[], by: By): Curves {
  const matchesIn = (range: AreaRange): readonly Matches[] =>
    compared.map((picture) => matchPicture(picture, THRESHOLDS, range, by));
  const curves = (matches: readonly Matches[], most: number): readonly Curve[] | null =>
    accumulate(matches, most, THRESHOLDS.length);
  const every = matchesIn(EVERY_AREA);
  return {
    most1: curves(every, 1),
    most10: curves(every, 10),
    most100: curves(every, MOST_PER_PICTURE),
    small: curves(matchesIn(AREAS.small), MOST_PER_PICTURE),
    medium: curves(matchesIn(AREAS.medium), MOST_PER_PICTURE),
    large: curves(matchesIn(AREAS.large), MOST_PER_PICTURE),
  };
}

function summarise(classes: readonly Curves[]): Figures {
  const precision = (which: keyof Curves, threshold?: number): number | null =>
    mean(
      defined(classes, which)
        .flatMap((curves) => (threshold === undefined ? curves : [curves[threshold]!]))
        .flatMap((curve) => curve.precision),
    );
  const recall = (which: keyof Curves): number | null =>
    mean(defined(classes, which).flatMap((curves) => curves.map((curve) => curve.recall)));
  return {
    ap: precision('most100'),
    ap50: precision('most100', 0),
    ap75: precision('most100', 5),
    apSmall: precision('small'),
    apMedium: precision('medium'),
    apLarge: precision('large'),
    ar1: recall('most1'),
    ar10: recall('most10'),
    ar100: recall('most100'),
    arSmall: recall('small'),
    arMedium: recall('medium'),
    arLarge: recall('large'),
  };
}

function defined(classes: readonly Curves[], which: keyof Curves): readonly (readonly Curve[])[] {
  return classes.flatMap((curves) => (curves[which] === null ? [] : [curves[which]]));
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
