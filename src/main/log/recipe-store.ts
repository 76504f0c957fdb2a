import { canonicalJson, type JsonValue } from '../../shared/canonical-json.ts';
import type { Actor } from '../../shared/log.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../shared/recipe.ts';
import { diffRecipes } from '../../shared/recipes/diff.ts';
import type { RecipeRevision } from '../../shared/recipes/revision.ts';
import { sha256Of } from '../sha256.ts';
import type { AuditChain } from './audit-chain.ts';
import type { LogDatabase } from './database.ts';
import { RecipeReader, type RecipeRow } from './recipe-reader.ts';
import { uuidv7 } from './uuid.ts';

type NewRow = Omit<RecipeRow, 'person_name'> & { readonly person_id: string | null };

/** The recipes' revisions: they are added and never changed, so that a verdict can be explained later. */
export class RecipeStore extends RecipeReader {
  readonly #database: LogDatabase;
  readonly #audit: AuditChain;
  readonly #now: () => Date;
  readonly #insert;

  constructor(database: LogDatabase, audit: AuditChain, now: () => Date) {
    super(database.connection);
    this.#database = database;
    this.#audit = audit;
    this.#now = now;
    this.#insert = database.connection.prepare<[NewRow]>(
      `INSERT INTO recipes (id, name, revision, document, sha256, created_at, person_id)
       VALUES (@id, @name, @revision, @document, @sha256, @created_at, @person_id)`,
    );
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
    const sha256 = sha256Of(document);
    return this.#database.transaction(() => {
      const newest = this.newest(recipe.name);
      const known = newest?.known ?? null;
      if (known?.sha256 === sha256) return { revision: known, isNew: false };
      const at = this.#now();
      const revision = (newest?.revision ?? 0) + 1;
      const { name } = recipe;
      const row = { id: uuidv7(at), name, revision, document, sha256 };
      this.#insert.run({ ...row, created_at: at.toISOString(), person_id: actor.personId });
      const changes = known === null ? null : diffRecipes(known.document, recipe);
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
    if (this.newest(DEFAULT_RECIPE.name) === null) this.save(DEFAULT_RECIPE, actor);
  }
}
