import type { Correction, CorrectionSummary } from '../../shared/corrections.ts';
import type { LogDatabase } from './database.ts';
import { insertSql } from './insert-sql.ts';
import type { SearchIndex } from './search/search-index.ts';

/** A correction as its row has it. */
export type NewCorrectionRow = CorrectionSummary & {
  /** Its content as canonical JSON. */
  readonly document: string;
};

const COLUMNS = [
  ...['id', 'inspection_seq', 'at', 'kept', 'deleted', 'changed', 'added', 'document', 'remark'],
  ...['person_id', 'person_name'],
];

/** Annotations that people left beside the model's result; it only grows. */
export class CorrectionStore {
  readonly #index: Pick<SearchIndex, 'refresh'>;
  readonly #latest;
  readonly #insert;

  constructor({ connection }: LogDatabase, index: Pick<SearchIndex, 'refresh'>) {
    this.#index = index;
    this.#latest = connection
      .prepare<[number], Correction['id']>(
        'SELECT id FROM corrections WHERE inspection_seq = ? ORDER BY seq DESC LIMIT 1',
      )
      .pluck();
    this.#insert = connection.prepare(insertSql('corrections', COLUMNS));
  }

  /** The id of the one that counts; null where nothing was corrected. */
  latest(inspectionSeq: number): string | null {
    return this.#latest.get(inspectionSeq) ?? null;
  }

  /** Call inside a transaction: the search index changes with it. */
  insert(inspectionSeq: number, correction: NewCorrectionRow): void {
    const { personId, personName, ...rest } = correction;
    this.#insert.run({
      ...rest,
      ...{ inspection_seq: inspectionSeq, person_id: personId, person_name: personName },
    });
    this.#index.refresh(inspectionSeq);
  }
}
