import type { Device, ModelRef, Tiling } from '../../shared/domain.ts';
import { RECALLS } from '../../shared/evaluation/accumulate.ts';
import { type Confusion, confuse } from '../../shared/evaluation/confusion.ts';
import {
  type ClassFigures,
  evaluate,
  type Figures,
  THRESHOLDS,
} from '../../shared/evaluation/figures.ts';
import type { By } from '../../shared/evaluation/types.ts';
import { countVerdicts, type VerdictFigures } from '../../shared/evaluation/verdicts.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { isDefectClass } from '../../shared/recipes/find-defects.ts';
import type { Dataset } from './dataset.ts';
import type { JudgedLabels, Judging, PictureOutcome } from './judge-labelled.ts';

type NamedClass = ClassFigures & { readonly className: string };

export interface Scores {
  readonly all: Figures;
  readonly classes: readonly NamedClass[];
}

/** All figures of an evaluation; those of 0…1 are null where there is nothing to tell them from. */
export interface EvaluationReport {
  readonly kind: 'evaluation';
  readonly data: {
    readonly source: string;
    readonly format: Dataset['format'];
    readonly pictures: number;
    readonly judged: number;
    /** Pictures that could not be judged: no figure speaks of them. */
    readonly failed: number;
    readonly objects: number;
    readonly crowds: number;
  };
  readonly model: ModelRef;
  readonly recipe: { readonly name: string; readonly revision: number };
  readonly devices: readonly Device[];
  /** Of the curves: detections from this score up. */
  readonly floor: number;
  readonly tiling: Tiling | null;
  /** Overlaps and recalls that the curves are given at. */
  readonly thresholds: readonly number[];
  readonly recalls: readonly number[];
  readonly box: Scores;
  /** Null where the model gives no masks, or the labels are not all masks. */
  readonly mask: Scores | null;
  /** At the recipe's scores; matched by masks where there are some. */
  readonly confusion: Confusion & {
    readonly by: By;
    readonly classes: readonly string[];
    readonly falseAlarmsPerPicture: number | null;
  };
  readonly verdicts: VerdictFigures;
  readonly notes: readonly string[];
}

export interface ReportParts {
  readonly dataset: Dataset;
  readonly judging: Judging;
  readonly recipe: EvaluationReport['recipe'];
  readonly outcomes: readonly PictureOutcome[];
  readonly notes: readonly string[];
}

export function reportOf(parts: ReportParts): EvaluationReport {
  const { dataset, judging, recipe, outcomes } = parts;
  const { model, toModel } = judging;
  const judged = judgedOf(outcomes);
  const labels = judged.flatMap((picture) => picture.labels);
  const { classes } = model.engine.spec;
  const classIds = [...new Set(toModel.filter((id) => id !== null))].sort((a, b) => a - b);
  const scores = (by: By): Scores => named(evaluate(judged, classIds, by), classes);
  const mask = whyNoMasks(judging, judged);
  const by: By = mask === null ? 'mask' : 'box';
  const counted = judged.map((picture) => ({ labels: picture.labels, found: picture.counted }));
  const confusion = confuse(counted, classes.length, by);
  return {
    kind: 'evaluation',
    data: {
      source: dataset.source,
      format: dataset.format,
      pictures: outcomes.length,
      judged: judged.length,
      failed: outcomes.length - judged.length,
      objects: labels.filter(({ crowd }) => !crowd).length,
      crowds: labels.filter(({ crowd }) => crowd).length,
    },
    model: model.ref,
    recipe,
    devices: [...new Set(judged.flatMap(({ device }) => device ?? []))],
    floor: judging.curveFloor,
    tiling: judging.tiling,
    thresholds: THRESHOLDS,
    recalls: RECALLS,
    box: scores('box'),
    mask: mask === null ? scores('mask') : null,
    confusion: {
      by,
      classes,
      ...confusion,
      falseAlarmsPerPicture: judged.length === 0 ? null : confusion.falseAlarms / judged.length,
    },
    verdicts: countVerdicts(
      judged.map((picture) => ({
        verdict: picture.verdict,
        defective: isDefective(picture, classes, judging.recipe),
      })),
    ),
    notes: [...parts.notes, ...(mask === null ? [] : [mask])],
  };
}

export function judgedOf(outcomes: readonly PictureOutcome[]): readonly JudgedLabels[] {
  return outcomes.filter((outcome) => outcome.kind === 'judged');
}

/** Why masks cannot be compared, or null where they can. */
function whyNoMasks({ model }: Judging, judged: readonly JudgedLabels[]): string | null {
  const { spec } = model.engine;
  if (spec.task === 'detect') return 'The model gives boxes only: no figures of masks.';
  const boxes = judged.flatMap(({ labels }) => labels).filter(({ mask }) => mask === null).length;
  return boxes === 0 ? null : `${boxes} labels are boxes without a mask: no figures of masks.`;
}

function named({ all, classes }: ReturnType<typeof evaluate>, names: readonly string[]): Scores {
  return {
    all,
    classes: classes.map((figures) => ({ ...figures, className: names[figures.classId]! })),
  };
}

/** A required part that somebody labelled is no defect. */
function isDefective(
  { labels }: JudgedLabels,
  classes: readonly string[],
  recipe: Recipe,
): boolean {
  return labels.some(({ classId }) => isDefectClass(classes[classId]!, recipe));
}
