import type Database from 'better-sqlite3';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import type { JudgingThresholds } from '../../../shared/log.ts';
import { isShown } from '../../../shared/recipes/scores.ts';
import type { InspectionRows } from './inspection-rows.ts';

interface Rest {
  readonly pictureBytes: number | null;
  readonly recipeDocument: string;
  readonly modelDocument: string | null;
}

/** Reads everything that the log knows of one inspection. */
export class EntryReader {
  readonly #rows: InspectionRows;
  readonly #rest: Database.Statement<[number], Rest>;

  constructor(connection: Database.Database, rows: InspectionRows) {
    this.#rows = rows;
    this.#rest = connection.prepare(
      `SELECT pictures.bytes AS pictureBytes, recipes.document AS recipeDocument,
         model_versions.document AS modelDocument
       FROM inspections
       JOIN recipes ON recipes.id = inspections.recipe_id
       LEFT JOIN pictures ON pictures.sha256 = inspections.picture_sha256
       LEFT JOIN model_versions ON model_versions.sha256 = inspections.model_sha256
       WHERE inspections.seq = ?`,
    );
  }

  read(id: string): HistoryEntry | null {
    const seq = this.#rows.seqOf(id);
    if (seq === undefined) return null;
    const row = this.#rows.row(seq);
    const rest = this.#rest.get(seq);
    const [history] = this.#rows.histories([seq], { masks: true, weak: true });
    if (row === undefined || rest === undefined || history === undefined) return null;
    const recipe = this.#rows.recipe(row);
    return {
      ...history,
      detections: history.detections.filter((detection) => isShown(recipe, detection)),
      weakDetections: history.detections.filter((detection) => !isShown(recipe, detection)),
      path: row.path,
      pictureBytes: rest.pictureBytes,
      software: row.software,
      thresholds: JSON.parse(row.thresholds) as JudgingThresholds,
      recipeDocument: JSON.parse(rest.recipeDocument) as HistoryEntry['recipeDocument'],
      modelDocument: JSON.parse(rest.modelDocument ?? 'null') as HistoryEntry['modelDocument'],
      dispositions: [...this.#rows.dispositions(seq)],
      comparisons: [...this.#rows.comparisons(seq)],
      digest: row.digest,
    };
  }
}
