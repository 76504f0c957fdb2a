import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../shared/canonical-json.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { Actor } from '../../shared/log.ts';
import { DEFAULT_RECIPE, parseRecipe, type Recipe } from '../../shared/recipe.ts';
import { diffRecipes } from '../../shared/recipes/diff.ts';
import type { RecipeRevision } from '../../shared/recipes/revision.ts';
import type { AuditChain } from './audit-chain.ts';
import type { LogDatabase } from './database.ts';
import { uuidv7 } from './uuid.ts';

export type { RecipeRevision };

interface RecipeRow {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly document: string;
  readonly sha256: string;
  readonly created_at: string;
  readonly person_id: string | null;
  readonly person_name: string | null;
}

const SELECT = `SELECT recipes.id, recipes.name, revision, document, sha256, recipes.created_at,
  person_id, people.name AS person_name
  FROM recipes LEFT JOIN people ON people.id = person_id`;
const NEWEST = 'revision = (SELECT max(revision) FROM recipes AS r WHERE r.name = recipes.name)';
/** More names than this in a message help nobody. */
const NAMES_SHOWN = 10;

/** The recipes' revisions: they are added and never changed, so that a verdict can be explained later. */
export class RecipeStore {
  readonly #database: LogDatabase;
  readonly #audit: AuditChain;
  readonly #now: () => Date;
  readonly #selectNewest;
  readonly #selectRevision;
  readonly #selectAllNewest;
  readonly #selectRevisionsOf;
  readonly #selectNote;
  readonly #insert;
  /** By id: one inspection after the other asks for the same. */
  readonly #parsed = new Map<string, RecipeRevision>();

  constructor(database: LogDatabase, audit: AuditChain, now: () => Date) {
    const { connection } = database;
    this.#database = database;
    this.#audit = audit;
    this.#now = now;
    this.#selectNewest = connection.prepare<[string], RecipeRow>(
      `${SELECT} WHERE recipes.name = ? ORDER BY revision DESC LIMIT 1`,
    );
    this.#selectRevision = connection.prepare<[string, number], RecipeRow>(
      `${SELECT} WHERE recipes.name = ? AND revision = ?`,
    );
    this.#selectAllNewest = connection.prepare<[], RecipeRow>(
      `${SELECT} WHERE ${NEWEST} ORDER BY recipes.name`,
    );
    this.#selectRevisionsOf = connection.prepare<[string], RecipeRow>(
      `${SELECT} WHERE recipes.name = ? ORDER BY revision DESC`,
    );
    // Only the audit chain has it, where nobody can change it afterwards.
    this.#selectNote = connection
      .prepare<[string], string | null>(
        `SELECT payload ->> 'note' FROM audit
         WHERE kind = 'recipe.saved' AND json_valid(payload) AND payload ->> 'id' = ?`,
      )
      .pluck();
    this.#insert = connection.prepare<[Omit<RecipeRow, 'person_name'>]>(
      `INSERT INTO recipes (id, name, revision, document, sha256, created_at, person_id)
       VALUES (@id, @name, @revision, @document, @sha256, @created_at, @person_id)`,
    );
  }

  /**
   * The newest revision of a name, or the one that `name:revision` means; of the default recipe when
   * nothing is said.
   *
   * @throws PitchlineError RECIPE_NOT_FOUND
   */
  find(ref: string = DEFAULT_RECIPE.name): RecipeRevision {
    const { name, revision } = splitRef(ref);
    const row =
      revision === null ? this.#selectNewest.get(name) : this.#selectRevision.get(name, revision);
    if (row === undefined) throw this.#notFound(name, revision);
    return this.#read(row);
  }

  /** The newest revision of each recipe, by name. */
  list(): readonly RecipeRevision[] {
    return this.#selectAllNewest.all().map((row) => this.#read(row));
  }

  /**
   * All revisions of a recipe, newest first.
   *
   * @throws PitchlineError RECIPE_NOT_FOUND
   */
  revisions(name: string): readonly RecipeRevision[] {
    const rows = this.#selectRevisionsOf.all(name);
    if (rows.length === 0) throw this.#notFound(name, null);
    return rows.map((row) => this.#read(row));
  }

  /**
   * Adds a revision, and what changed to the audit chain. A document that says what the newest
   * revision says already adds nothing.
   *
   * @param note why; kept in the audit chain
   * @returns the revision that holds the document now
   */
  save(
    recipe: Recipe,
    actor: Actor,
    note?: string,
  ): { readonly revision: RecipeRevision; readonly isNew: boolean } {
    const document = canonicalJson(recipe as unknown as JsonValue);
    const sha256 = createHash('sha256').update(document).digest('hex');
    return this.#database.transaction(() => {
      const newest = this.#selectNewest.get(recipe.name);
      if (newest?.sha256 === sha256) return { revision: this.#read(newest), isNew: false };
      const at = this.#now();
      const revision = (newest?.revision ?? 0) + 1;
      const { name } = recipe;
      const row = { id: uuidv7(at), name, revision, document, sha256 };
      this.#insert.run({ ...row, created_at: at.toISOString(), person_id: actor.personId });
      const changes =
        newest === undefined ? null : diffRecipes(this.#read(newest).document, recipe);
      const { id } = row;
      this.#audit.append('recipe.saved', actor, {
        id,
        name,
        revision,
        sha256,
        changes: changes as JsonValue,
        ...(note === undefined ? {} : { note }),
      });
      return { revision: this.find(`${name}:${revision}`), isNew: true };
    });
  }

  /** Makes sure that there is a recipe to judge by when nobody wrote one. */
  ensureDefault(actor: Actor): void {
    if (this.#selectNewest.get(DEFAULT_RECIPE.name) === undefined) this.save(DEFAULT_RECIPE, actor);
  }

  #read(row: RecipeRow): RecipeRevision {
    const known = this.#parsed.get(row.id);
    if (known !== undefined) return known;
    const { id, name, revision, sha256 } = row;
    const read: RecipeRevision = {
      id,
      name,
      revision,
      sha256,
      createdAt: row.created_at,
      createdBy: row.person_name,
      note: this.#selectNote.get(id) ?? null,
      document: parseRecipe(JSON.parse(row.document)),
    };
    this.#parsed.set(id, read);
    return read;
  }

  #notFound(name: string, revision: number | null): PitchlineError {
    const newest = revision === null ? undefined : this.#selectNewest.get(name);
    if (newest !== undefined) {
      return new PitchlineError(
        'RECIPE_NOT_FOUND',
        `The recipe "${name}" has no revision ${revision}; its newest is ${newest.revision}.`,
      );
    }
    const names = this.#selectAllNewest.all().map((row) => row.name);
    const shown = names.slice(0, NAMES_SHOWN).join(', ');
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
    return new PitchlineError(
      'RECIPE_NOT_FOUND',
      `There is no recipe "${name}"; there are: ${shown}${more}.`,
    );
  }
}

/** A name has no colon in it, so the last one begins a revision. */
function splitRef(ref: string): { name: string; revision: number | null } {
  const match = /^(.*):(\d{1,9})$/su.exec(ref);
  return match === null
    ? { name: ref, revision: null }
    : { name: match[1] ?? '', revision: Number(match[2]) };
}
