import type Database from 'better-sqlite3';
import { type Disposition, effectiveVerdict } from '../../../shared/dispositions.ts';
import type { Detection, Device, Inspection, ModelKind, Verdict } from '../../../shared/domain.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { HistoryRow, SourceKind } from '../../../shared/history.ts';
import type { InspectionSource, JudgingThresholds } from '../../../shared/log.ts';
import type { PartIdentity } from '../../../shared/part-identity.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import { isShown, withConfidence } from '../../../shared/recipes/scores.ts';
import type { DetectionRow, InspectionRow } from '../inspection-row.ts';

/** A row of `inspections` beside the names that it refers to. */
export interface NamedRow extends InspectionRow {
  readonly seq: number;
  readonly digest: string;
  readonly recipe_name: string;
  readonly recipe_revision: number;
  readonly model_kind: ModelKind | null;
  readonly person_name: string | null;
}

/** How much of the detections is wanted. */
export interface Shown {
  readonly masks: boolean;
  /** Also those that mattered to no rule of the recipe, down to the floor. */
  readonly weak: boolean;
}

interface Scored {
  readonly className: string;
  readonly score: number;
  readonly shown: boolean;
}

/** Reads whole inspections by their place in the log. */
export class InspectionRows {
  readonly #row: Database.Statement<[number], NamedRow>;
  readonly #seq: Database.Statement<[string], { readonly seq: number }>;
  readonly #detections: Database.Statement<[number], DetectionRow>;
  readonly #scores: Database.Statement<[number], Omit<Scored, 'shown'>>;
  readonly #dispositions: Database.Statement<[number], Disposition>;
  readonly #recipe: Database.Statement<[string], { readonly document: string }>;
  /** Revisions never change, and there are few. */
  readonly #recipes = new Map<string, Recipe>();

  constructor(connection: Database.Database) {
    this.#row = connection.prepare(
      `SELECT inspections.*, recipes.name AS recipe_name, recipes.revision AS recipe_revision,
         model_versions.kind AS model_kind, people.name AS person_name
       FROM inspections
       JOIN recipes ON recipes.id = inspections.recipe_id
       LEFT JOIN model_versions ON model_versions.sha256 = inspections.model_sha256
       LEFT JOIN people ON people.id = inspections.person_id
       WHERE inspections.seq = ?`,
    );
    this.#seq = connection.prepare('SELECT seq FROM inspections WHERE id = ?');
    this.#detections = connection.prepare(
      'SELECT * FROM detections WHERE inspection_seq = ? ORDER BY ordinal',
    );
    this.#scores = connection.prepare(
      'SELECT class_name AS className, score FROM detections WHERE inspection_seq = ?',
    );
    this.#recipe = connection.prepare('SELECT document FROM recipes WHERE id = ?');
    this.#dispositions = connection.prepare(
      `SELECT id, at, kind, verdict, reason, remark, withdraws,
         person_id AS personId, person_name AS personName
       FROM dispositions WHERE inspection_seq = ? ORDER BY seq`,
    );
  }

  row(seq: number): NamedRow | undefined {
    return this.#row.get(seq);
  }

  seqOf(id: string): number | undefined {
    return this.#seq.get(id)?.seq;
  }

  /** In the order in which they were made. */
  dispositions(seq: number): readonly Disposition[] {
    return this.#dispositions.all(seq);
  }

  /** Down to the floor, in the order of the result. */
  detections(row: NamedRow, masks: boolean): Detection[] {
    return this.#detections
      .all(row.seq)
      .map((detection) => detectionOf(detection, masks ? row : null));
  }

  /** Class and score of every detection, and whether it mattered to the recipe. */
  scores(row: NamedRow): readonly Scored[] {
    const recipe = this.recipe(row);
    return this.#scores
      .all(row.seq)
      .map((detection) => ({ ...detection, shown: isShown(recipe, detection) }));
  }

  /** The recipe as it was applied. */
  recipe(row: NamedRow): Recipe {
    const { confidence } = JSON.parse(row.thresholds) as JudgingThresholds;
    return withConfidence(this.#document(row.recipe_id), confidence ?? undefined);
  }

  history(seq: number, { masks, weak }: Shown): HistoryRow | undefined {
    const row = this.row(seq);
    if (row === undefined) return undefined;
    const recipe = weak ? null : this.recipe(row);
    const detections = this.detections(row, masks).filter(
      (detection) => recipe === null || isShown(recipe, detection),
    );
    return {
      ...inspectionOf(row, detections),
      id: row.id,
      seq,
      source: sourceOf(row),
      part: partOf(row),
      person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '' },
      ...effectiveVerdict(row.verdict as Verdict, this.dispositions(seq)),
    };
  }

  #document(id: string): Recipe {
    let recipe = this.#recipes.get(id);
    if (recipe === undefined) {
      recipe = JSON.parse(this.#recipe.get(id)?.document ?? 'null') as Recipe;
      this.#recipes.set(id, recipe);
    }
    return recipe;
  }
}

function inspectionOf(row: NamedRow, detections: Detection[]): Inspection {
  return {
    id: row.id,
    at: row.at,
    file: row.file,
    sha256: row.picture_sha256,
    width: row.width,
    height: row.height,
    ...(row.facts === null
      ? {}
      : { facts: JSON.parse(row.facts) as NonNullable<Inspection['facts']> }),
    verdict: row.verdict as Verdict,
    reasons: JSON.parse(row.reasons) as Inspection['reasons'],
    recipe: { name: row.recipe_name, revision: row.recipe_revision },
    model:
      row.model_sha256 === null || row.model_kind === null
        ? null
        : {
            ref: row.model_ref ?? row.model_sha256,
            kind: row.model_kind,
            sha256: row.model_sha256,
          },
    device: row.device as Device | null,
    detections,
    timings: JSON.parse(row.timings) as Inspection['timings'],
    warnings: JSON.parse(row.warnings) as Inspection['warnings'],
    error:
      row.error_code === null
        ? null
        : { code: row.error_code as ErrorCode, message: row.error_message ?? '' },
  };
}

export function sourceOf(row: NamedRow): InspectionSource {
  return row.source === 'folder'
    ? { kind: 'folder', folderId: row.folder_id ?? '', relativePath: row.relative_path ?? '' }
    : { kind: row.source as Exclude<SourceKind, 'folder'> };
}

function partOf(row: NamedRow): PartIdentity | null {
  if (row.part_matched === null) return null;
  return {
    ...present('serial', row.serial),
    ...present('lot', row.lot),
    ...present('station', row.station),
    ...present('side', row.side),
    ...present('time', row.part_time),
    matched: row.part_matched === 1,
  };
}

function present(name: string, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [name]: value };
}

function detectionOf(row: DetectionRow, picture: NamedRow | null): Detection {
  const { mask } = row;
  return {
    classId: row.class_id,
    className: row.class_name,
    score: row.score,
    box: [row.x1, row.y1, row.x2, row.y2],
    ...(mask === null || picture === null
      ? {}
      : { mask: { size: [picture.height ?? 0, picture.width ?? 0], counts: mask } }),
    areaPx: row.area_px,
    lengthPx: row.length_px,
    widthPx: row.width_px,
    ...(row.area_mm2 === null ? {} : { areaMm2: row.area_mm2 }),
    ...(row.length_mm === null ? {} : { lengthMm: row.length_mm }),
    ...(row.width_mm === null ? {} : { widthMm: row.width_mm }),
  };
}
