import type Database from 'better-sqlite3';
import { canonicalJson, type JsonValue } from '../../shared/canonical-json.ts';
import type { Actor, AuditKind } from '../../shared/log.ts';
import { sha256Of } from '../sha256.ts';
import type { LogDatabase } from './database.ts';

/** A row as the table holds it. */
export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly actor: string;
  readonly payload: string;
  readonly previous: string;
  readonly hash: string;
}

export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** What the first row names as the one before it. */
export const NO_HASH = '0'.repeat(64);

/** Of everything in a row, and by `previous` of all rows before it. */
export function auditHash({
  seq,
  at,
  kind,
  actor,
  payload,
  previous,
}: Omit<AuditRow, 'hash'>): string {
  const text = canonicalJson({ seq, at, kind, actor, payload, previous });
  return sha256Of(text);
}

const SELECT_HEAD = 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1';
const NO_HEAD: AuditHead = { seq: 0, hash: NO_HASH };

/** The newest row of any log, as of a backup. */
export function newestAuditRow(connection: Database.Database): AuditHead {
  return connection.prepare<[], AuditHead>(SELECT_HEAD).get() ?? NO_HEAD;
}

/** What was done to the station, each row bound to the one before by its hash. */
export class AuditChain {
  readonly #database: LogDatabase;
  readonly #now: () => Date;
  readonly #selectHead;
  readonly #selectHash;
  readonly #insert;

  constructor(database: LogDatabase, now: () => Date) {
    this.#database = database;
    this.#now = now;
    this.#selectHead = database.connection.prepare<[], AuditHead>(SELECT_HEAD);
    this.#selectHash = database.connection
      .prepare<[number], string>('SELECT hash FROM audit WHERE seq = ?')
      .pluck();
    this.#insert = database.connection.prepare<[AuditRow]>(
      `INSERT INTO audit (seq, at, kind, actor, payload, previous, hash)
       VALUES (@seq, @at, @kind, @actor, @payload, @previous, @hash)`,
    );
  }

  /**
   * Call inside the transaction of the change that it records.
   *
   * @returns the row's number
   */
  append(kind: AuditKind, actor: Actor, payload: JsonValue): number {
    return this.#database.transaction(() => {
      const { seq: last, hash: previous } = this.head();
      const row = {
        seq: last + 1,
        at: this.#now().toISOString(),
        kind,
        actor: canonicalJson(actor),
        payload: canonicalJson(payload),
        previous,
      };
      this.#insert.run({ ...row, hash: auditHash(row) });
      return row.seq;
    });
  }

  /** Whether this chain has been at a head that somebody kept. */
  has({ seq, hash }: AuditHead): boolean {
    return this.#selectHash.get(seq) === hash;
  }

  /** The newest row: whoever knows its hash can tell later whether the chain was cut or rewritten. */
  head(): AuditHead {
    return this.#selectHead.get() ?? NO_HEAD;
  }
}
