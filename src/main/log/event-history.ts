import type { InspectionRecorded } from '../../shared/events.ts';
import type { LogDatabase } from './database.ts';

type Row = Omit<InspectionRecorded, 'kind'>;

/** Inspections as the events that they were, for clients that were away. */
export class InspectionEvents {
  readonly #last;
  readonly #after;

  constructor({ connection }: LogDatabase) {
    this.#last = connection
      .prepare<[], number>('SELECT coalesce(max(seq), 0) FROM inspections')
      .pluck();
    this.#after = connection.prepare<[number, number], Row>(
      `SELECT seq, id, at, file, verdict, source, folder_id AS folderId, serial, lot
       FROM inspections WHERE seq > ? ORDER BY seq LIMIT ?`,
    );
  }

  /** The newest row's number; 0 without any. */
  lastSeq(): number {
    return this.#last.get() ?? 0;
  }

  after(seq: number, limit: number): readonly InspectionRecorded[] {
    return this.#after.all(seq, limit).map((row) => ({ kind: 'inspection.recorded', ...row }));
  }
}
