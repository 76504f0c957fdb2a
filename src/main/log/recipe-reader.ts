import type Database from 'better-sqlite3';
import { PitchlineError } from '../../shared/errors.ts';
import { DEFAULT_RECIPE, parseRecipe, type Recipe } from '../../shared/recipe.ts';
import type { RecipeRevision } from '../../shared/recipes/revision.ts';

export interface RecipeRow {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly document: string;
  readonly sha256: string;
  readonly created_at: string;
  readonly person_name: string | null;
}

export interface UnreadableRecipe {
  readonly name: string;
  readonly problem: string;
}

interface NewestRevision {
  readonly revision: number;
  /** Null where it cannot be read. */
  readonly known: RecipeRevision | null;
}

const SELECT = `SELECT recipes.id, recipes.name, revision, document, sha256, recipes.created_at,
  people.name AS person_name
  FROM recipes LEFT JOIN people ON people.id = person_id`;
const NEWEST = 'revision = (SELECT max(revision) FROM recipes AS r WHERE r.name = recipes.name)';
/** More names than this in a message help nobody. */
const NAMES_SHOWN = 10;

/** The recipes' revisions as the log has them; any connection to it will do. */
export class RecipeReader {
  readonly #selectNewest;
  readonly #selectRevision;
  readonly #selectAllNewest;
  readonly #selectRevisionsOf;
  readonly #selectNote;
  /** By id: one inspection after the other asks for the same. */
  readonly #parsed = new Map<string, RecipeRevision>();

  constructor(connection: Database.Database) {
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
  }

  /**
   * The newest revision of a name, or the one that `name:revision` means; of the default recipe when
   * nothing is said.
   *
   * @throws PitchlineError RECIPE_NOT_FOUND; RECIPE_INVALID for one that `unreadable` names
   */
  find(ref: string = DEFAULT_RECIPE.name): RecipeRevision {
    const { name, revision } = splitRef(ref);
    const row =
      revision === null ? this.#selectNewest.get(name) : this.#selectRevision.get(name, revision);
    if (row === undefined) throw this.#notFound(name, revision);
    return this.#read(row);
  }

  /** What the next revision of a name follows; null where there is none of that name. */
  protected newest(name: string): NewestRevision | null {
    const row = this.#selectNewest.get(name);
    if (row === undefined) return null;
    const read = this.#tryToRead(row);
    return { revision: row.revision, known: 'problem' in read ? null : read };
  }

  /** The newest revision of each recipe, by name; those that can be read. */
  list(): readonly RecipeRevision[] {
    return this.#readable(this.#selectAllNewest.all());
  }

  /**
   * All revisions of a recipe, newest first; those that can be read.
   *
   * @throws PitchlineError RECIPE_NOT_FOUND
   */
  revisions(name: string): readonly RecipeRevision[] {
    const rows = this.#selectRevisionsOf.all(name);
    if (rows.length === 0) throw this.#notFound(name, null);
    return this.#readable(rows);
  }

  /** Recipes whose newest revision was spoilt by hand: the others go on without them. */
  unreadable(): readonly UnreadableRecipe[] {
    return this.#selectAllNewest.all().flatMap((row) => {
      const read = this.#tryToRead(row);
      return 'problem' in read ? [{ name: row.name, ...read }] : [];
    });
  }

  #readable(rows: readonly RecipeRow[]): readonly RecipeRevision[] {
    return rows.flatMap((row) => {
      const read = this.#tryToRead(row);
      return 'problem' in read ? [] : [read];
    });
  }

  #tryToRead(row: RecipeRow): RecipeRevision | { readonly problem: string } {
    try {
      return this.#read(row);
    } catch (error) {
      if (error instanceof PitchlineError) return { problem: error.message };
      throw error;
    }
  }

  /** @throws PitchlineError RECIPE_INVALID */
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
      document: documentOf(row),
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

/** @throws PitchlineError RECIPE_INVALID */
function documentOf({ name, revision, document }: RecipeRow): Recipe {
  try {
    return parseRecipe(JSON.parse(document));
  } catch (cause) {
    throw new PitchlineError(
      'RECIPE_INVALID',
      `The recipe "${name}:${revision}" cannot be read from the log (${cause instanceof Error ? cause.message : String(cause)}). Save it again; "pitchline log verify" says whether somebody changed it.`,
      { cause },
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
