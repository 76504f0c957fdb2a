import Database from 'better-sqlite3';
import { noteSuspicion } from './damage.ts';
import { isDamage, logFailure } from './failures.ts';

/**
 * How long a write waits for another program's lock, during which the event loop stands still. While
 * the station works: long enough for a short write, short enough that nobody notices, and whoever
 * records tries again. At its start and end nobody is held up.
 */
const LOCK_WAIT_MS = { working: 200, alone: 5_000 } as const;

/** The one connection that writes to the log. */
export class LogDatabase {
  /** For the stores of `src/main/log` only. */
  readonly connection: Database.Database;
  readonly path: string;
  /** What threw inside of joined transactions, in the one that is open. */
  #failures: unknown[] = [];

  /** @throws the failure of `logFailure`, or what SQLite said of a damaged file */
  constructor(path: string) {
    this.path = path;
    const connection = new Database(path, { timeout: LOCK_WAIT_MS.alone });
    try {
      connection.pragma('journal_mode = WAL');
      // A verdict that was acknowledged survives the power going out.
      connection.pragma('synchronous = FULL');
      connection.pragma('foreign_keys = ON');
      connection.pragma('trusted_schema = OFF');
      connection.pragma('cache_size = -64000');
      // After a long read, as of a verification, the file beside the log is made small again.
      connection.pragma('journal_size_limit = 64000000');
    } catch (error) {
      connection.close();
      throw error;
    }
    this.connection = connection;
  }

  /**
   * All of the work or nothing of it. A call inside another one joins it: what throws there undoes
   * the whole.
   *
   * @throws what the work throws; PitchlineError DISK_FULL, LOG_BUSY, LOG_DAMAGED, LOG_NOT_WRITABLE
   */
  transaction<T>(work: () => T): T {
    if (this.connection.inTransaction) return this.#join(work);
    this.#failures = [];
    try {
      this.connection.exec('BEGIN IMMEDIATE');
      const result = work();
      if (this.#failures.length > 0) throw this.#failures[0];
      this.connection.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has SQLite roll back by itself at times.
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
      if (isDamage(error)) noteSuspicion(this.path);
      throw logFailure(error);
    }
  }

  /** Half of the work may be done where it throws: the whole is lost, though somebody catches it. */
  #join<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#failures.push(error);
      throw error;
    }
  }

  /** `alone` until it is said otherwise. */
  setLockWait(when: keyof typeof LOCK_WAIT_MS): void {
    this.connection.pragma(`busy_timeout = ${LOCK_WAIT_MS[when]}`);
  }

  close(): void {
    this.connection.close();
  }
}
