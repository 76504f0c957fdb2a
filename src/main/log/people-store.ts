import type { Person } from '../../shared/people.ts';
import type { Role } from '../../shared/rights.ts';
import type { LogDatabase } from './database.ts';

/** Who is known to the station. Rows of those who left stay: the log speaks of them. */
export class PeopleStore {
  readonly #list;
  readonly #byId;
  readonly #byName;
  readonly #secret;
  readonly #insert;
  readonly #setRole;
  readonly #setSecret;
  readonly #remove;

  constructor({ connection }: LogDatabase) {
    const columns = 'SELECT id, name, role, created_at AS createdAt FROM people WHERE';
    this.#list = connection.prepare<[], Person>(`${columns} removed_at IS NULL ORDER BY name`);
    this.#byId = connection.prepare<[string], Person>(`${columns} id = ? AND removed_at IS NULL`);
    this.#byName = connection.prepare<[string], Person>(
      `${columns} name = ? AND removed_at IS NULL`,
    );
    this.#secret = connection
      .prepare<[string], string | null>('SELECT secret FROM people WHERE id = ?')
      .pluck();
    this.#insert = connection.prepare<[Person & { readonly secret: string }]>(
      `INSERT INTO people (id, name, role, secret, created_at)
       VALUES (@id, @name, @role, @secret, @createdAt)`,
    );
    this.#setRole = connection.prepare<[Role, string]>('UPDATE people SET role = ? WHERE id = ?');
    this.#setSecret = connection.prepare<[string, string]>(
      'UPDATE people SET secret = ? WHERE id = ?',
    );
    this.#remove = connection.prepare<[string, string]>(
      'UPDATE people SET removed_at = ?, secret = NULL WHERE id = ?',
    );
  }

  /** Those who did not leave, by name. */
  list(): readonly Person[] {
    return this.#list.all();
  }

  find(id: string): Person | null {
    return this.#byId.get(id) ?? null;
  }

  /** Upper and lower case of plain letters are the same. */
  findByName(name: string): Person | null {
    return this.#byName.get(name) ?? null;
  }

  /** What a PIN or password is checked against; null for those who cannot sign in. */
  secretOf(id: string): string | null {
    return this.#secret.get(id) ?? null;
  }

  insert(person: Person, secret: string): void {
    this.#insert.run({ ...person, secret });
  }

  setRole(id: string, role: Role): void {
    this.#setRole.run(role, id);
  }

  setSecret(id: string, secret: string): void {
    this.#setSecret.run(secret, id);
  }

  /** Their secret goes at once, their name stays. */
  remove(id: string, at: string): void {
    this.#remove.run(at, id);
  }
}
