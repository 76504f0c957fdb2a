import { STATION_ACTOR } from '../../shared/log.ts';
import type { AuditChain } from './audit-chain.ts';
import type { LogDatabase } from './database.ts';
import { markOf, marksHash } from './inspection-digest.ts';

/** A seal covers at most so many inspections; fewer where time or a shutdown asks for one. */
export const SEAL_EVERY = 1000;

/** Binds the inspections into the audit chain: from a seal on none can change, go or come between. */
export class SealStore {
  readonly #database: LogDatabase;
  readonly #audit: AuditChain;
  readonly #selectLast;
  readonly #selectDigests;
  readonly #insert;

  constructor(database: LogDatabase, audit: AuditChain) {
    this.#database = database;
    this.#audit = audit;
    const { connection } = database;
    this.#selectLast = connection
      .prepare<[], number>('SELECT last_seq FROM seals ORDER BY audit_seq DESC LIMIT 1')
      .pluck();
    this.#selectDigests = connection.prepare<[number, number], { seq: number; digest: string }>(
      'SELECT seq, digest FROM inspections WHERE seq > ? ORDER BY seq LIMIT ?',
    );
    this.#insert = connection.prepare<[number, number, number, Buffer]>(
      'INSERT INTO seals (audit_seq, first_seq, last_seq, marks) VALUES (?, ?, ?, ?)',
    );
  }

  /** The last inspection that a seal covers; 0 before the first. */
  lastSealed(): number {
    return this.#selectLast.get() ?? 0;
  }

  /** Seals whatever no seal covers yet. */
  seal(): void {
    while (this.#sealNext() === SEAL_EVERY);
  }

  /** @returns how many it covers */
  #sealNext(): number {
    return this.#database.transaction(() => {
      const rows = this.#selectDigests.all(this.lastSealed(), SEAL_EVERY);
      const first = rows[0];
      const last = rows.at(-1);
      if (first === undefined || last === undefined) return 0;
      const marks = Buffer.concat(rows.map(({ digest }) => markOf(digest)));
      const auditSeq = this.#audit.append('log.sealed', STATION_ACTOR, {
        firstSeq: first.seq,
        lastSeq: last.seq,
        marks: marksHash(marks),
      });
      this.#insert.run(auditSeq, first.seq, last.seq, marks);
      return rows.length;
    });
  }
}

const HOUR_MS = 3_600_000;

/**
 * Seals what came since the last seal, every hour.
 *
 * @returns ends it
 */
export function sealByTheHour(
  seals: Pick<SealStore, 'seal'>,
  log: (level: 'warn', message: string) => void,
): () => void {
  const timer = setInterval(() => {
    try {
      seals.seal();
    } catch (error) {
      log('warn', `The log could not be sealed, which is tried again in an hour: ${String(error)}`);
    }
  }, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
