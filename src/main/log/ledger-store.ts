import type { Verdict } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { LogDatabase } from './database.ts';

/**
 * `done`: nothing is left to do. `to-move`: it was judged and is to be moved. `moved`: it was.
 * `quarantined`: it stays broken. `retry`: somebody wants the same content judged once more.
 */
export type LedgerState = 'done' | 'to-move' | 'moved' | 'quarantined' | 'retry';

/** How a file is known again without reading it. */
export interface FileFacts {
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly inode: bigint;
}

export interface NewLedgerEntry {
  readonly folderId: string;
  /** With `/` between folders, on every platform. */
  readonly relativePath: string;
  /** Of the bytes that were judged; empty for a file that could not be read. */
  readonly sha256: string;
  readonly facts: FileFacts;
  readonly state: LedgerState;
  readonly tries: number;
  /** Why it could not be judged. */
  readonly reason: string | null;
  /** Where it is to go, an absolute path; `to-move` only. */
  readonly moveTo: string | null;
}

export interface MoveToDo {
  readonly id: number;
  readonly relativePath: string;
  readonly sha256: string;
  readonly facts: FileFacts;
  readonly moveTo: string;
}

export interface SeenContent {
  readonly id: number;
  readonly state: LedgerState;
  readonly verdict: Verdict | null;
}

export interface QuarantinedRow {
  readonly id: number;
  readonly relativePath: string;
  readonly reason: string;
  readonly tries: number;
  readonly updatedMs: number;
}

/** Numbers beyond a double travel as text. */
interface FactsRow {
  readonly size: number;
  readonly mtimeNs: string;
  readonly ctimeNs: string;
  readonly inode: string;
}

type MoveRow = Omit<MoveToDo, 'facts'> & FactsRow;
type FileKey = { readonly folderId: string; readonly relativePath: string };
type ContentKey = FileKey & { readonly sha256: string };
type NewRow = Omit<NewLedgerEntry, 'facts'> &
  FactsRow & { readonly seq: number; readonly now: number };

const SET_FACTS = `size = @size, mtime_ns = @mtimeNs, ctime_ns = @ctimeNs, inode = @inode,
  updated_ms = @now`;

/**
 * What a folder has seen. One row for each folder, path and content: it is written in the transaction
 * of the inspection, so that both are there or none.
 */
export class LedgerStore {
  readonly #database: LogDatabase;
  readonly #insert;
  readonly #release;
  readonly #isKnown;
  readonly #hasPath;
  readonly #content;
  readonly #seenAgain;
  readonly #moves;
  readonly #setTarget;
  readonly #setState;
  readonly #quarantined;
  readonly #count;
  readonly #retry;

  constructor(database: LogDatabase) {
    this.#database = database;
    const { connection } = database;
    // What could not be read has no content to be known by, and a retry was asked for by a person.
    this.#insert = connection.prepare<[NewRow]>(
      `INSERT INTO ledger (folder_id, relative_path, sha256, size, mtime_ns, ctime_ns, inode,
         state, tries, reason, inspection_seq, move_to, updated_ms)
       VALUES (@folderId, @relativePath, @sha256, @size, @mtimeNs, @ctimeNs, @inode,
         @state, @tries, @reason, @seq, @moveTo, @now)
       ON CONFLICT (folder_id, relative_path, sha256) DO UPDATE SET ${SET_FACTS}, state = @state,
         tries = @tries, reason = @reason, inspection_seq = @seq, move_to = @moveTo
       WHERE state = 'retry' OR sha256 = ''`,
    );
    // The plus keeps SQLite from walking all contents of a name that is overwritten for ever.
    this.#release = connection.prepare<[ContentKey]>(
      `UPDATE ledger SET state = 'done' WHERE folder_id = @folderId AND state = 'quarantined'
         AND +relative_path = @relativePath AND +sha256 <> @sha256`,
    );
    this.#isKnown = connection
      .prepare<[FileKey & FactsRow], number>(
        `SELECT 1 FROM ledger INDEXED BY ledger_by_fingerprint
         WHERE mtime_ns = @mtimeNs AND inode = @inode AND ctime_ns = @ctimeNs AND size = @size
           AND folder_id = @folderId AND relative_path = @relativePath AND state <> 'retry' LIMIT 1`,
      )
      .pluck();
    this.#hasPath = connection
      .prepare<[FileKey], number>(
        'SELECT 1 FROM ledger WHERE folder_id = @folderId AND relative_path = @relativePath LIMIT 1',
      )
      .pluck();
    this.#content = connection.prepare<[ContentKey], SeenContent>(
      `SELECT ledger.id, state, verdict FROM ledger
       LEFT JOIN inspections ON seq = inspection_seq
       WHERE ledger.folder_id = @folderId AND ledger.relative_path = @relativePath
         AND sha256 = @sha256`,
    );
    this.#seenAgain = connection.prepare<
      [FactsRow & { id: number; moveTo: string | null; now: number }]
    >(
      `UPDATE ledger SET ${SET_FACTS}, move_to = ifnull(@moveTo, move_to),
         state = CASE WHEN @moveTo IS NULL THEN state ELSE 'to-move' END WHERE id = @id`,
    );
    this.#moves = connection.prepare<[{ folderId: string; after: number; limit: number }], MoveRow>(
      `SELECT id, relative_path AS relativePath, sha256, size, mtime_ns AS mtimeNs,
         ctime_ns AS ctimeNs, inode, move_to AS moveTo
       FROM ledger WHERE folder_id = @folderId AND state = 'to-move' AND id > @after
       ORDER BY id LIMIT @limit`,
    );
    this.#setTarget = connection.prepare<[{ id: number; moveTo: string }]>(
      'UPDATE ledger SET move_to = @moveTo WHERE id = @id',
    );
    this.#setState = connection.prepare<[{ id: number; state: LedgerState; now: number }]>(
      'UPDATE ledger SET state = @state, updated_ms = @now WHERE id = @id',
    );
    this.#quarantined = connection.prepare<[string, number], QuarantinedRow>(
      `SELECT id, relative_path AS relativePath, reason, tries, updated_ms AS updatedMs
       FROM ledger WHERE folder_id = ? AND state = 'quarantined' ORDER BY id DESC LIMIT ?`,
    );
    this.#count = connection
      .prepare<[string, LedgerState], number>(
        'SELECT count(*) FROM ledger WHERE folder_id = ? AND state = ?',
      )
      .pluck();
    this.#retry = connection.prepare<[string]>(
      `UPDATE ledger SET state = 'retry' WHERE folder_id = ? AND state = 'quarantined'`,
    );
  }

  /**
   * Notes a judged content. Call inside the transaction of its inspection.
   *
   * @throws PitchlineError ALREADY_SEEN: the same bytes under the same path were judged before
   */
  add({ facts, ...entry }: NewLedgerEntry, seq: number): void {
    const now = Date.now();
    const { changes } = this.#insert.run({ ...entry, ...factsRow(facts), seq, now });
    if (changes === 0) {
      throw new PitchlineError(
        'ALREADY_SEEN',
        `The same bytes were judged before under the name ${entry.relativePath}.`,
      );
    }
    this.#release.run(entry);
  }

  /** Was this very file judged, by what can be told without reading it? */
  isKnown(folderId: string, relativePath: string, facts: FileFacts): boolean {
    return this.#isKnown.get({ folderId, relativePath, ...factsRow(facts) }) !== undefined;
  }

  /** Was any content judged under this path? */
  hasPath(folderId: string, relativePath: string): boolean {
    return this.#hasPath.get({ folderId, relativePath }) !== undefined;
  }

  content(key: ContentKey): SeenContent | null {
    return this.#content.get(key) ?? null;
  }

  /**
   * Known content that lies there anew, by its new facts.
   *
   * @param moveTo where it is to go; null: it stays
   */
  seenAgain(id: number, facts: FileFacts, moveTo: string | null): void {
    const row = { id, moveTo, now: Date.now(), ...factsRow(facts) };
    this.#database.transaction(() => this.#seenAgain.run(row));
  }

  /** Moves that are not finished, in the order of the inspections. */
  moves(folderId: string, after: number, limit: number): readonly MoveToDo[] {
    return this.#moves
      .all({ folderId, after, limit })
      .map(({ size, mtimeNs, ctimeNs, inode, ...row }) => ({
        ...row,
        facts: { size, mtimeNs: BigInt(mtimeNs), ctimeNs: BigInt(ctimeNs), inode: BigInt(inode) },
      }));
  }

  /** Before a file is moved to another place than was intended at first. */
  setTarget(id: number, moveTo: string): void {
    this.#database.transaction(() => this.#setTarget.run({ id, moveTo }));
  }

  setStates(changes: readonly { readonly id: number; readonly state: LedgerState }[]): void {
    const now = Date.now();
    this.#database.transaction(() => {
      for (const change of changes) this.#setState.run({ ...change, now });
    });
  }

  /** The newest ones. */
  quarantined(folderId: string, limit: number): readonly QuarantinedRow[] {
    return this.#quarantined.all(folderId, limit);
  }

  count(folderId: string, state: LedgerState): number {
    return this.#count.get(folderId, state) ?? 0;
  }

  /** Has what is quarantined judged once more as it is. */
  retryQuarantined(folderId: string): number {
    return this.#database.transaction(() => this.#retry.run(folderId).changes);
  }
}

function factsRow({ size, mtimeNs, ctimeNs, inode }: FileFacts): FactsRow {
  return { size, mtimeNs: String(mtimeNs), ctimeNs: String(ctimeNs), inode: String(inode) };
}
