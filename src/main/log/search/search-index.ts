import type Database from 'better-sqlite3';
import { agreement } from '../../../shared/comparisons.ts';
import { effectiveVerdict } from '../../../shared/dispositions.ts';
import type { Verdict } from '../../../shared/domain.ts';
import type { SourceKind } from '../../../shared/history.ts';
import { InspectionRows, type NamedRow } from './inspection-rows.ts';
import { documentOf } from './search-document.ts';
import { blockOf } from './spans.ts';

const CATCH_UP_ROWS = 2_000;

/**
 * Keeps the search index beside the rows. It is derived from them alone, so that it can always be
 * made again; `add` belongs into the transaction that records, `refresh` into the one in which a
 * person says something.
 */
export class SearchIndex {
  readonly #connection: Database.Database;
  readonly #rows: InspectionRows;
  readonly #write: Database.Statement<[bigint, string, string]>;
  readonly #span: Database.Statement<{ readonly block: number; readonly ms: number }>;
  readonly #missing: Database.Statement<[number], { readonly seq: number }>;

  constructor(connection: Database.Database) {
    this.#connection = connection;
    this.#rows = new InspectionRows(connection);
    this.#write = connection.prepare(
      'INSERT OR REPLACE INTO search (rowid, words, facets) VALUES (?, ?, ?)',
    );
    this.#span = connection.prepare(
      `INSERT INTO search_spans (block, first_ms, last_ms) VALUES (:block, :ms, :ms)
       ON CONFLICT (block) DO UPDATE SET
         first_ms = min(first_ms, :ms), last_ms = max(last_ms, :ms)`,
    );
    this.#missing = connection.prepare(
      `SELECT seq FROM inspections
       WHERE seq > (SELECT coalesce(max(id), 0) FROM search_docsize) ORDER BY seq LIMIT ?`,
    );
  }

  /** Puts an inspection into the index, when its row and its detections are there. */
  add(seq: number): void {
    const row = this.#rows.row(seq);
    if (row === undefined) return;
    this.#write.run(...this.#document(row));
    this.#span.run({ block: blockOf(seq), ms: row.at_ms });
  }

  /** Looks again at what people and other models said about an inspection. */
  refresh(seq: number): void {
    const row = this.#rows.row(seq);
    if (row !== undefined) this.#write.run(...this.#document(row));
  }

  /**
   * Adds what was recorded without the index, as by a version that had none.
   *
   * @param rows in one transaction
   */
  catchUp(rows = CATCH_UP_ROWS): void {
    let missing = this.#missing.all(rows);
    while (missing.length > 0) {
      const batch = missing;
      this.#connection.transaction(() => {
        for (const { seq } of batch) this.add(seq);
      })();
      missing = this.#missing.all(rows);
    }
  }

  #document(row: NamedRow): [bigint, string, string] {
    const dispositions = this.#rows.dispositions(row.seq);
    const verdict = row.verdict as Verdict;
    const compared = this.#rows.comparisons(row.seq).at(-1);
    const { words, facets } = documentOf({
      file: row.file,
      serial: row.serial,
      lot: row.lot,
      station: row.station,
      side: row.side,
      source: row.source as SourceKind,
      folderId: row.folder_id,
      recipe: { name: row.recipe_name, revision: row.recipe_revision },
      model:
        row.model_sha256 === null
          ? null
          : { ref: row.model_ref ?? row.model_sha256, sha256: row.model_sha256 },
      person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '' },
      verdict,
      ...effectiveVerdict(verdict, dispositions),
      comparison: compared === undefined ? null : agreement(verdict, compared),
      corrected: this.#rows.corrected(row.seq),
      remarks: dispositions.flatMap(({ remark }) => (remark === null ? [] : [remark])),
      detections: this.#rows.scores(row),
    });
    return [BigInt(row.seq), words, facets];
  }
}
