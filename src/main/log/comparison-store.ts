import type { Comparison } from '../../shared/comparisons.ts';
import type { Actor } from '../../shared/log.ts';
import { sha256Of } from '../sha256.ts';
import type { AuditChain } from './audit-chain.ts';
import { documentOf } from './comparison-row.ts';
import type { LogDatabase } from './database.ts';
import { insertSql } from './insert-sql.ts';
import type { SearchIndex } from './search/search-index.ts';

const COLUMNS = [
  'id',
  'inspection_seq',
  'at',
  'verdict',
  'model_sha256',
  'model_ref',
  'document',
  'person_id',
] as const;

interface Inspected {
  readonly seq: number;
  readonly id: string;
}

/** What other models made of inspected pictures; it only grows. */
export class ComparisonStore {
  readonly #database: LogDatabase;
  readonly #audit: Pick<AuditChain, 'append'>;
  readonly #index: Pick<SearchIndex, 'refresh'>;
  readonly #insert;
  readonly #noteModel;

  constructor(
    database: LogDatabase,
    audit: Pick<AuditChain, 'append'>,
    index: Pick<SearchIndex, 'refresh'>,
  ) {
    this.#database = database;
    this.#audit = audit;
    this.#index = index;
    const { connection } = database;
    this.#insert = connection.prepare<[Readonly<Record<(typeof COLUMNS)[number], unknown>>]>(
      `${insertSql('comparisons', COLUMNS)} ON CONFLICT (inspection_seq, model_sha256) DO NOTHING`,
    );
    this.#noteModel = connection.prepare<[Comparison['model'] & { readonly at: string }]>(
      `INSERT INTO model_versions (sha256, ref, kind, first_used_at)
       VALUES (@sha256, @ref, @kind, @at) ON CONFLICT (sha256) DO NOTHING`,
    );
  }

  /**
   * Keeps it beside the inspection, in the audit trail and in the search index.
   *
   * @returns whether it is new; a version that was asked at the same time by somebody else is not
   * @throws PitchlineError DISK_FULL, LOG_BUSY, LOG_DAMAGED, LOG_NOT_WRITABLE
   */
  add(inspection: Inspected, comparison: Comparison, actor: Actor): boolean {
    const { id, at, verdict, model, personId } = comparison;
    const document = documentOf(comparison);
    return this.#database.transaction(() => {
      this.#noteModel.run({ ...model, at });
      const { changes } = this.#insert.run({
        ...{ id, inspection_seq: inspection.seq, at, verdict, document, person_id: personId },
        ...{ model_sha256: model.sha256, model_ref: model.ref },
      });
      if (changes === 0) return false;
      this.#audit.append('comparison.added', actor, {
        ...{ inspection: inspection.id, id, at, verdict, model: model.sha256, ref: model.ref },
        ...{ person: personId, sha256: sha256Of(document) },
      });
      this.#index.refresh(inspection.seq);
      return true;
    });
  }
}
