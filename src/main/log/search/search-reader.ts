import type { Correction, CorrectionSummary } from '../../../shared/corrections.ts';
import { PitchlineError } from '../../../shared/errors.ts';
import type { HistoryFilter, HistoryPage, HistoryRow, Order } from '../../../shared/history.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import type { Statistics } from '../../../shared/statistics.ts';
import type { CorrectionRequest } from './correction-reader.ts';
import { cursorAfter, readCursor } from './cursor.ts';
import type { Shown } from './inspection-rows.ts';
import { LogReader } from './log-reader.ts';
import type { StatisticsRequest } from './statistics.ts';
import type { TrialAnswer, TrialRequest } from './trial.ts';

export interface PageWish extends Partial<Shown> {
  readonly filter: HistoryFilter;
  /** Newest first, where nothing is said. */
  readonly order?: Order | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Rows that are read at a time where somebody wants them all. */
const BATCH = 200;

/** Reads the log without holding the host: every read runs on the reader thread. */
export class SearchReader {
  readonly #reader: LogReader;

  /** @param file `pitchline.db` */
  constructor(file: string) {
    this.#reader = new LogReader({ file });
  }

  /**
   * A page of inspections in the order of recording, and how many there are.
   *
   * @throws PitchlineError BAD_REQUEST for a foreign cursor, LOG_SEARCH_TIMEOUT, CANCELLED
   */
  async page(
    { filter, order = 'newest', cursor, limit, masks = false, weak = false }: PageWish,
    signal?: AbortSignal,
  ): Promise<HistoryPage> {
    const beyond = cursor === undefined ? undefined : readCursor(cursor, order);
    const { rows, next, count } = await this.#reader.read(
      'page',
      { filter, order, beyond, limit, masks, weak, counted: true },
      { signal },
    );
    return {
      rows: [...rows],
      next: next === null ? null : cursorAfter(next, order),
      count: count ?? { count: 0, more: false },
    };
  }

  /** Every inspection that a filter lets through, newest first, in bounded memory. */
  async *all(
    filter: HistoryFilter,
    { masks = true, weak = false }: Partial<Shown> = {},
    signal?: AbortSignal,
  ): AsyncGenerator<HistoryRow> {
    let beyond: number | undefined;
    do {
      const { rows, next } = await this.#reader.read(
        'page',
        { filter, order: 'newest', beyond, limit: BATCH, masks, weak, counted: false },
        { signal },
      );
      yield* rows;
      beyond = next ?? undefined;
    } while (beyond !== undefined);
  }

  /** The inspections at these places of the log, in the order asked for, in bounded memory. */
  async *named(
    seqs: readonly number[],
    { masks = true, weak = false }: Partial<Shown> = {},
    signal?: AbortSignal,
  ): AsyncGenerator<HistoryRow> {
    for (let first = 0; first < seqs.length; first += BATCH) {
      const batch = seqs.slice(first, first + BATCH);
      yield* await this.#reader.read('named', { seqs: batch, masks, weak }, { signal });
    }
  }

  /** @throws PitchlineError INSPECTION_NOT_FOUND */
  async entry(id: string, signal?: AbortSignal): Promise<HistoryEntry> {
    const entry = await this.#reader.read('entry', id, { signal });
    if (entry !== null) return entry;
    throw new PitchlineError(
      'INSPECTION_NOT_FOUND',
      `The log has no inspection ${id}. "pitchline log list" prints their ids.`,
    );
  }

  /** What people made of an inspection's detections, in the order in which it was saved. */
  corrections(id: string, signal?: AbortSignal): Promise<readonly CorrectionSummary[]> {
    return this.#reader.read('corrections', id, { signal });
  }

  /** One of them whole; null where there is none. */
  correction(request: CorrectionRequest, signal?: AbortSignal): Promise<Correction | null> {
    return this.#reader.read('correction', request, { signal });
  }

  /** @throws PitchlineError LOG_SEARCH_TIMEOUT, CANCELLED */
  statistics(request: StatisticsRequest, signal?: AbortSignal): Promise<Statistics> {
    return this.#reader.read('statistics', request, { signal });
  }

  /** One slice of a dry run; see `inspection/dry-run.ts`. */
  trial(request: TrialRequest, signal?: AbortSignal): Promise<TrialAnswer> {
    return this.#reader.read('trial', request, { signal });
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
