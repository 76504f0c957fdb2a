import type Database from 'better-sqlite3';
import type {
  Correction,
  CorrectionContent,
  CorrectionSummary,
} from '../../../shared/corrections.ts';
import { CORRECTION_FIELDS } from '../correction-columns.ts';

/** Which one of an inspection. */
export interface CorrectionRequest {
  readonly inspection: string;
  /** Null: the one that counts. */
  readonly correction: string | null;
}

const OF_INSPECTION = `FROM inspections
  JOIN corrections ON corrections.inspection_seq = inspections.seq WHERE inspections.id = :inspection`;

type Row = CorrectionSummary & { readonly document: string };

/** Reads what people made of an inspection's detections. */
export class CorrectionReader {
  readonly #of: Database.Statement<{ readonly inspection: string }, CorrectionSummary>;
  readonly #one: Database.Statement<CorrectionRequest, Row>;

  constructor(connection: Database.Database) {
    this.#of = connection.prepare(
      `SELECT ${CORRECTION_FIELDS} ${OF_INSPECTION} ORDER BY corrections.seq`,
    );
    this.#one = connection.prepare(
      `SELECT ${CORRECTION_FIELDS}, document ${OF_INSPECTION}
       AND (:correction IS NULL OR corrections.id = :correction)
       ORDER BY corrections.seq DESC LIMIT 1`,
    );
  }

  /** All of an inspection, in the order in which they were saved. */
  of(inspection: string): readonly CorrectionSummary[] {
    return this.#of.all({ inspection });
  }

  one(request: CorrectionRequest): Correction | null {
    const row = this.#one.get(request);
    if (row === undefined) return null;
    const { document, ...summary } = row;
    return { ...summary, content: JSON.parse(document) as CorrectionContent };
  }
}
