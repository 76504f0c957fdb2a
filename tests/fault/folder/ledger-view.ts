import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface FolderCount {
  readonly folderId: string;
  readonly sha256: string;
  readonly count: number;
}

/**
 * Looks into the log from outside, with SQL of its own: what the station says of itself is what is
 * to be proved. Read only, beside the running station.
 */
export class LedgerView {
  readonly #path: string;
  #database: Database.Database | null = null;

  constructor(data: string) {
    this.#path = join(data, 'pitchline.db');
  }

  /** How often each content of each folder was inspected. */
  counts(): readonly FolderCount[] {
    return this.#all<FolderCount>(
      `SELECT folder_id AS folderId, picture_sha256 AS sha256, count(*) AS count
       FROM inspections WHERE source = 'folder' AND picture_sha256 IS NOT NULL
       GROUP BY folder_id, picture_sha256`,
    );
  }

  isInspected(folderId: string, sha256: string): boolean {
    const rows = this.#all(
      'SELECT 1 FROM inspections WHERE picture_sha256 = ? AND folder_id = ? LIMIT 1',
      sha256,
      folderId,
    );
    return rows.length > 0;
  }

  total(): number {
    const [row] = this.#all<{ readonly count: number }>(
      'SELECT count(*) AS count FROM inspections',
    );
    return row?.count ?? 0;
  }

  /** Result files that were promised and are not written yet. */
  resultsToWrite(): number {
    const [row] = this.#all<{ readonly count: number }>(
      'SELECT count(*) AS count FROM result_files WHERE written_at_ms IS NULL',
    );
    return row?.count ?? 0;
  }

  /** Paths in the order in which they were inspected. */
  firstPaths(count: number): readonly string[] {
    const rows = this.#all<{ readonly path: string }>(
      'SELECT relative_path AS path FROM inspections ORDER BY seq LIMIT 1000',
    );
    return rows.slice(0, count).map(({ path }) => path);
  }

  /** Years that the clock has shown while something was recorded. */
  years(): readonly string[] {
    const rows = this.#all<{ readonly year: string }>(
      'SELECT DISTINCT substr(at, 1, 4) AS year FROM inspections',
    );
    return rows.map(({ year }) => year);
  }

  /** Names of the files that are kept as evidence, below `pictures/`. */
  keptPictures(): readonly string[] {
    const rows = this.#all<{ readonly sha256: string; readonly mode: string }>(
      'SELECT sha256, evidence_mode AS mode FROM pictures WHERE evidence_mode IS NOT NULL',
    );
    return rows.map(({ sha256, mode }) => `${sha256.slice(0, 2)}/${sha256}.${mode}`);
  }

  /** Ids of a folder's inspections. */
  ids(folderId: string): readonly string[] {
    const rows = this.#all<{ readonly id: string }>(
      'SELECT id FROM inspections WHERE folder_id = ?',
      folderId,
    );
    return rows.map(({ id }) => id);
  }

  close(): void {
    this.#database?.close();
    this.#database = null;
  }

  #all<Row = unknown>(sql: string, ...values: readonly string[]): readonly Row[] {
    if (this.#database === null) {
      if (!existsSync(this.#path)) return [];
      this.#database = new Database(this.#path, { readonly: true, timeout: 5_000 });
    }
    try {
      return this.#database.prepare<unknown[], Row>(sql).all(...values);
    } catch (error) {
      // A station that has only just begun has no tables yet.
      if (error instanceof Error && error.message.startsWith('no such table')) return [];
      throw error;
    }
  }
}
