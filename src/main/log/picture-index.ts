import type { Verdict } from '../../shared/domain.ts';
import type { EvidenceTotal, KeptMode, StoredEvidence } from '../../shared/evidence.ts';
import type { LogDatabase } from './database.ts';

/** Where the picture of an inspection is. */
export interface PictureOfInspection {
  readonly sha256: string | null;
  /** Null where it was not kept, or is not any more. */
  readonly mode: KeptMode | null;
  readonly removedAtMs: number | null;
}

/** A place in the evidence by one verdict, oldest first. */
export type EvidencePlace = Pick<StoredEvidence, 'sha256' | 'storedAtMs'>;

const COLUMNS = `sha256, evidence_mode AS mode, evidence_bytes AS bytes,
  evidence_verdict AS verdict, stored_at_ms AS storedAtMs`;
/** Evidence of a verdict behind a place, by the index `pictures_by_age`. */
const BEHIND = `FROM pictures
  WHERE evidence_mode IS NOT NULL AND evidence_verdict = @verdict
    AND (stored_at_ms, sha256) > (@storedAtMs, @sha256)
  ORDER BY stored_at_ms, sha256 LIMIT @limit`;
const START: EvidencePlace = { storedAtMs: -1, sha256: '' };

interface Behind extends EvidencePlace {
  readonly verdict: Verdict;
  readonly limit: number;
}

/** Which pictures are kept as evidence: the `pictures` table. */
export class PictureIndex {
  readonly #find;
  readonly #store;
  readonly #oldest;
  readonly #total;
  readonly #last;
  readonly #remove;
  readonly #ofInspection;

  constructor({ connection }: LogDatabase) {
    this.#find = connection.prepare<[string], StoredEvidence>(
      `SELECT ${COLUMNS} FROM pictures WHERE sha256 = ? AND evidence_mode IS NOT NULL`,
    );
    // A later OK does not shorten how long a picture is kept that was NG once.
    this.#store = connection.prepare<[StoredEvidence]>(
      `UPDATE pictures SET evidence_mode = @mode, evidence_bytes = @bytes,
         evidence_verdict =
           CASE WHEN @verdict = 'ok' AND evidence_mode IS NOT NULL THEN evidence_verdict ELSE @verdict END,
         stored_at_ms = @storedAtMs, removed_at_ms = NULL
       WHERE sha256 = @sha256`,
    );
    this.#oldest = connection.prepare<[Behind], StoredEvidence>(`SELECT ${COLUMNS} ${BEHIND}`);
    this.#total = connection.prepare<[Behind], EvidenceTotal>(
      `SELECT count(*) AS files, ifnull(sum(evidence_bytes), 0) AS bytes
       FROM (SELECT evidence_bytes ${BEHIND})`,
    );
    this.#last = connection.prepare<[Behind], EvidencePlace>(
      `SELECT sha256, stored_at_ms AS storedAtMs FROM (SELECT sha256, stored_at_ms ${BEHIND})
       ORDER BY stored_at_ms DESC, sha256 DESC LIMIT 1`,
    );
    this.#remove = connection.prepare<[number, string]>(
      'UPDATE pictures SET evidence_mode = NULL, removed_at_ms = ? WHERE sha256 = ?',
    );
    this.#ofInspection = connection.prepare<[string], PictureOfInspection>(
      `SELECT picture_sha256 AS sha256, evidence_mode AS mode, removed_at_ms AS removedAtMs
       FROM inspections LEFT JOIN pictures ON pictures.sha256 = picture_sha256 WHERE id = ?`,
    );
  }

  /** What is kept of a picture now. */
  find(sha256: string): StoredEvidence | null {
    return this.#find.get(sha256) ?? null;
  }

  /** Call inside the transaction that records the inspection, after its picture has a row. */
  noteStored(evidence: StoredEvidence): void {
    const { changes } = this.#store.run(evidence);
    if (changes !== 1) throw new Error(`The picture ${evidence.sha256} has no row.`);
  }

  /** The oldest by a verdict, from behind a place on; null begins. */
  oldest(verdict: Verdict, after: EvidencePlace | null, limit: number): readonly StoredEvidence[] {
    return this.#oldest.all({ ...(after ?? START), verdict, limit });
  }

  /** The total of the next `limit` from behind a place on, and the place where they end; null at the end. */
  totalFrom(
    verdict: Verdict,
    after: EvidencePlace | null,
    limit: number,
  ): { readonly total: EvidenceTotal; readonly last: EvidencePlace | null } {
    const place = { ...(after ?? START), verdict, limit };
    const total = this.#total.get(place) ?? { files: 0, bytes: 0 };
    const last = total.files < limit ? null : (this.#last.get(place) ?? null);
    return { total, last };
  }

  /** Call inside the transaction of the audit row about it. */
  noteRemoved(sha256: string, removedAtMs: number): void {
    this.#remove.run(removedAtMs, sha256);
  }

  /** @returns null where there is no such inspection */
  ofInspection(id: string): PictureOfInspection | null {
    return this.#ofInspection.get(id) ?? null;
  }
}
