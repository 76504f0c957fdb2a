import type { LogDatabase } from './database.ts';

export interface ResultToWrite {
  readonly id: number;
  /** JSON of what is to be written. */
  readonly document: string;
  readonly tries: number;
}

/** Result files for others: noted in the transaction of the inspection, written after it. */
export class ResultFileStore {
  readonly #database: LogDatabase;
  readonly #add;
  readonly #pending;
  readonly #count;
  readonly #written;
  readonly #failed;

  constructor(database: LogDatabase) {
    this.#database = database;
    const { connection } = database;
    this.#add = connection.prepare<[string, number, string]>(
      'INSERT INTO result_files (folder_id, inspection_seq, document) VALUES (?, ?, ?)',
    );
    this.#pending = connection.prepare<[string, number], ResultToWrite>(
      `SELECT id, document, tries FROM result_files
       WHERE folder_id = ? AND written_at_ms IS NULL ORDER BY id LIMIT ?`,
    );
    this.#count = connection
      .prepare<[string], number>(
        'SELECT count(*) FROM result_files WHERE folder_id = ? AND written_at_ms IS NULL',
      )
      .pluck();
    this.#written = connection.prepare<[number, number]>(
      'UPDATE result_files SET written_at_ms = ?, last_error = NULL WHERE id = ?',
    );
    this.#failed = connection.prepare<[string, number]>(
      'UPDATE result_files SET tries = tries + 1, last_error = ? WHERE id = ?',
    );
  }

  /** Call inside the transaction of the inspection. */
  add(folderId: string, seq: number, document: string): void {
    this.#add.run(folderId, seq, document);
  }

  /** The first ones that wait, in the order of the inspections. */
  pending(folderId: string, limit: number): readonly ResultToWrite[] {
    return this.#pending.all(folderId, limit);
  }

  countPending(folderId: string): number {
    return this.#count.get(folderId) ?? 0;
  }

  written(ids: readonly number[]): void {
    const now = Date.now();
    this.#database.transaction(() => {
      for (const id of ids) this.#written.run(now, id);
    });
  }

  failed(id: number, reason: string): void {
    this.#database.transaction(() => this.#failed.run(reason, id));
  }
}
