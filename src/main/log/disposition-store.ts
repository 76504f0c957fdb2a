import type { Disposition } from '../../shared/dispositions.ts';
import type { Verdict } from '../../shared/domain.ts';
import type { LogDatabase } from './database.ts';
import { DISPOSITION_FIELDS } from './disposition-columns.ts';
import type { SearchIndex } from './search/search-index.ts';

/** An inspection as far as people judge it. */
export interface DisposedInspection {
  readonly seq: number;
  readonly verdict: Verdict;
}

/** What people said about verdicts; it only grows. */
export class DispositionStore {
  readonly #index: Pick<SearchIndex, 'refresh'>;
  readonly #inspection;
  readonly #of;
  readonly #insert;

  constructor({ connection }: LogDatabase, index: Pick<SearchIndex, 'refresh'>) {
    this.#index = index;
    this.#inspection = connection.prepare<[string], DisposedInspection>(
      'SELECT seq, verdict FROM inspections WHERE id = ?',
    );
    this.#of = connection.prepare<[number], Disposition>(
      `SELECT ${DISPOSITION_FIELDS} FROM dispositions WHERE inspection_seq = ? ORDER BY seq`,
    );
    this.#insert = connection.prepare<[Disposition & { readonly inspectionSeq: number }]>(
      `INSERT INTO dispositions
         (id, inspection_seq, at, kind, verdict, reason, remark, withdraws, person_id, person_name)
       VALUES (@id, @inspectionSeq, @at, @kind, @verdict, @reason, @remark, @withdraws, @personId,
         @personName)`,
    );
  }

  /** The inspection that an id names; null where there is none. */
  inspection(id: string): DisposedInspection | null {
    return this.#inspection.get(id) ?? null;
  }

  /** All about one inspection, in the order in which it was said. */
  of(inspectionSeq: number): readonly Disposition[] {
    return this.#of.all(inspectionSeq);
  }

  /** Call inside a transaction: the search index changes with it. */
  insert(inspectionSeq: number, disposition: Disposition): void {
    this.#insert.run({ inspectionSeq, ...disposition });
    this.#index.refresh(inspectionSeq);
  }
}
