import type Database from 'better-sqlite3';
import type { Comparison } from '../../../shared/comparisons.ts';
import { type Disposition, effectiveVerdict } from '../../../shared/dispositions.ts';
import type { Detection, Verdict } from '../../../shared/domain.ts';
import type { HistoryRow } from '../../../shared/history.ts';
import type { JudgingThresholds } from '../../../shared/log.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import { isShown, withConfidence } from '../../../shared/recipes/scores.ts';
import { type ComparisonRow, comparisonOf } from '../comparison-row.ts';
import { DISPOSITION_FIELDS } from '../disposition-columns.ts';
import type { DetectionRow } from '../inspection-row.ts';
import { detectionOf, inspectionOf, type NamedRow, partOf, sourceOf } from './row-shapes.ts';

export type { NamedRow } from './row-shapes.ts';

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

type OfInspection<Row> = Row & { readonly inspectionSeq: number };
interface Wanted {
  /** JSON list of inspections. */
  readonly seqs: string;
  readonly masks: 0 | 1;
}

/**
 * One statement for many inspections: a statement costs ten times what its rows do. A cross join is
 * never turned round: the list leads, whatever the planner thinks of the tables.
 */
const THESE = 'json_each(:seqs) AS these CROSS JOIN';

/** Reads whole inspections by their place in the log. */
export class InspectionRows {
  readonly #rows: Database.Statement<Pick<Wanted, 'seqs'>, NamedRow>;
  readonly #seq: Database.Statement<[string], { readonly seq: number }>;
  readonly #detections: Database.Statement<Wanted, OfInspection<DetectionRow>>;
  readonly #dispositions: Database.Statement<Pick<Wanted, 'seqs'>, OfInspection<Disposition>>;
  readonly #comparisons: Database.Statement<[number], ComparisonRow>;
  readonly #corrected: Database.Statement<Pick<Wanted, 'seqs'>, number>;
  readonly #recipe: Database.Statement<[string], { readonly document: string }>;
  /** Revisions never change, and there are few. */
  readonly #recipes = new Map<string, Recipe>();

  constructor(connection: Database.Database) {
    this.#rows = connection.prepare(
      `SELECT inspections.*, recipes.name AS recipe_name, recipes.revision AS recipe_revision,
         model_versions.kind AS model_kind, people.name AS person_name
       FROM ${THESE} inspections ON inspections.seq = these.value
       JOIN recipes ON recipes.id = inspections.recipe_id
       LEFT JOIN model_versions ON model_versions.sha256 = inspections.model_sha256
       LEFT JOIN people ON people.id = inspections.person_id`,
    );
    this.#seq = connection.prepare('SELECT seq FROM inspections WHERE id = ?');
    this.#detections = connection.prepare(
      `SELECT inspection_seq AS inspectionSeq, ordinal, class_id, class_name, score, x1, y1, x2, y2,
         iif(:masks, mask, NULL) AS mask,
         area_px, length_px, width_px, area_mm2, length_mm, width_mm
       FROM ${THESE} detections ON inspection_seq = these.value
       ORDER BY inspection_seq, ordinal`,
    );
    this.#comparisons = connection.prepare(
      `SELECT comparisons.id, at, verdict, kind, model_sha256, model_ref, comparisons.document, person_id
       FROM comparisons JOIN model_versions ON model_versions.sha256 = model_sha256
       WHERE inspection_seq = ? ORDER BY seq`,
    );
    this.#recipe = connection.prepare('SELECT document FROM recipes WHERE id = ?');
    this.#dispositions = connection.prepare(
      `SELECT inspection_seq AS inspectionSeq, ${DISPOSITION_FIELDS}
       FROM ${THESE} dispositions ON inspection_seq = these.value ORDER BY seq`,
    );
    this.#corrected = connection
      .prepare<Pick<Wanted, 'seqs'>, number>(
        `SELECT DISTINCT inspection_seq FROM ${THESE} corrections ON inspection_seq = these.value`,
      )
      .pluck();
  }

  row(seq: number): NamedRow | undefined {
    return this.#rows.get({ seqs: `[${seq}]` });
  }

  seqOf(id: string): number | undefined {
    return this.#seq.get(id)?.seq;
  }

  /** In the order in which they were made. */
  dispositions(seq: number): readonly Disposition[] {
    return this.#dispositions.all({ seqs: `[${seq}]` }).map(withoutSeq);
  }

  /** What other models made of it, in the order in which they were asked. */
  comparisons(seq: number): readonly Comparison[] {
    return this.#comparisons.all(seq).map(comparisonOf);
  }

  /** Whether somebody corrected its detections. */
  corrected(seq: number): boolean {
    return this.#corrected.get({ seqs: `[${seq}]` }) !== undefined;
  }

  /** Down to the floor, in the order of the result. */
  detections(row: NamedRow, masks: boolean): Detection[] {
    return this.#detections
      .all({ seqs: `[${row.seq}]`, masks: masks ? 1 : 0 })
      .map((detection) => detectionOf(detection, row));
  }

  /** Class and score of every detection, and whether it mattered to the recipe. */
  scores(row: NamedRow): readonly Scored[] {
    const recipe = this.recipe(row);
    return this.detections(row, false).map(({ className, score }) => ({
      ...{ className, score },
      shown: isShown(recipe, { className, score }),
    }));
  }

  /** The recipe as it was applied. */
  recipe(row: NamedRow): Recipe {
    const { confidence } = JSON.parse(row.thresholds) as JudgingThresholds;
    return withConfidence(this.#document(row.recipe_id), confidence ?? undefined);
  }

  /** Those of the list that the log has, in the list's order. */
  histories(list: readonly number[], { masks, weak }: Shown): readonly HistoryRow[] {
    const seqs = JSON.stringify(list);
    const rows = new Map(this.#rows.all({ seqs }).map((row) => [row.seq, row]));
    const detections = Map.groupBy(
      this.#detections.all({ seqs, masks: masks ? 1 : 0 }),
      ({ inspectionSeq }) => inspectionSeq,
    );
    const dispositions = Map.groupBy(
      this.#dispositions.all({ seqs }),
      ({ inspectionSeq }) => inspectionSeq,
    );
    const corrected = new Set(this.#corrected.all({ seqs }));
    return list.flatMap((seq) => {
      const row = rows.get(seq);
      if (row === undefined) return [];
      const found = (detections.get(seq) ?? []).map((detection) => detectionOf(detection, row));
      const history = this.#history(row, found, dispositions.get(seq) ?? [], weak);
      return [{ ...history, corrected: corrected.has(seq) }];
    });
  }

  #history(
    row: NamedRow,
    found: readonly Detection[],
    dispositions: readonly Disposition[],
    weak: boolean,
  ): Omit<HistoryRow, 'corrected'> {
    const recipe = weak ? null : this.recipe(row);
    const detections = found.filter((each) => recipe === null || isShown(recipe, each));
    return {
      ...inspectionOf(row, detections),
      id: row.id,
      seq: row.seq,
      source: sourceOf(row),
      part: partOf(row),
      person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '' },
      ...effectiveVerdict(row.verdict as Verdict, dispositions),
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

function withoutSeq({ inspectionSeq: _, ...disposition }: OfInspection<Disposition>): Disposition {
  return disposition;
}
