import type { LogDatabase } from './database.ts';

export interface StoredFilter {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** Null: everybody's. */
  readonly ownerId: string | null;
}

/** Conditions of History that somebody gave a name. */
export class SavedFilterStore {
  readonly #of;
  readonly #find;
  readonly #named;
  readonly #insert;
  readonly #rename;
  readonly #remove;

  constructor({ connection }: LogDatabase) {
    const columns = 'SELECT id, name, query, owner_id AS ownerId FROM saved_filters WHERE';
    this.#of = connection.prepare<[string | null], StoredFilter>(
      `${columns} owner_id IS NULL OR owner_id = ? ORDER BY name COLLATE NOCASE, id`,
    );
    this.#find = connection.prepare<[string], StoredFilter>(`${columns} id = ?`);
    this.#named = connection.prepare<[string | null, string], StoredFilter>(
      `${columns} owner_id IS ? AND name = ? COLLATE NOCASE`,
    );
    this.#insert = connection.prepare<[StoredFilter & { readonly at: string }]>(
      `INSERT INTO saved_filters (id, name, query, owner_id, created_at)
       VALUES (@id, @name, @query, @ownerId, @at)`,
    );
    this.#rename = connection.prepare<[string, string]>(
      'UPDATE saved_filters SET name = ? WHERE id = ?',
    );
    this.#remove = connection.prepare<[string]>('DELETE FROM saved_filters WHERE id = ?');
  }

  /** Everybody's and one person's, by name. */
  of(ownerId: string | null): readonly StoredFilter[] {
    return this.#of.all(ownerId);
  }

  find(id: string): StoredFilter | null {
    return this.#find.get(id) ?? null;
  }

  /** Upper and lower case of plain letters are the same. */
  named(ownerId: string | null, name: string): StoredFilter | null {
    return this.#named.get(ownerId, name) ?? null;
  }

  insert(filter: StoredFilter, at: string): void {
    this.#insert.run({ ...filter, at });
  }

  rename(id: string, name: string): void {
    this.#rename.run(name, id);
  }

  remove(id: string): void {
    this.#remove.run(id);
  }
}
