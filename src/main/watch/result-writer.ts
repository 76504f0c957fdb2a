import type { ResultFiles } from '../../shared/folders.ts';
import type { ResultFileStore, ResultToWrite } from '../log/result-file-store.ts';
import { appendCsvResults } from './append-csv.ts';
import type { ResultDocument } from './result-document.ts';
import { writeJsonResult } from './write-json.ts';

const AT_ONCE = 50;

/** Writes what the log says is to be written, in the order of the inspections. */
export class ResultWriter {
  readonly #store: ResultFileStore;
  readonly #folderId: string;
  /** Ids up to here may have been written before: by an earlier run, or by a try that failed. */
  #inDoubt = true;

  constructor(store: ResultFileStore, folderId: string) {
    this.#store = store;
    this.#folderId = folderId;
  }

  /**
   * Writes all that waits.
   *
   * @throws what the system says; what was not written waits on
   */
  async drain(settings: ResultFiles, signal: AbortSignal): Promise<void> {
    for (;;) {
      const pending = this.#store.pending(this.#folderId, AT_ONCE);
      if (pending.length === 0 || signal.aborted) break;
      if (settings.kind === 'csv') await this.#appendAll(settings, pending);
      else for (const result of pending) await this.#writeOne(settings, result);
    }
    this.#inDoubt = false;
  }

  async #writeOne(settings: ResultFiles, result: ResultToWrite): Promise<void> {
    await this.#tried([result], () =>
      writeJsonResult(settings.folder, documentOf(result), settings.existing),
    );
  }

  async #appendAll(settings: ResultFiles, results: readonly ResultToWrite[]): Promise<void> {
    await this.#tried(results, () =>
      appendCsvResults(settings.folder, results.map(documentOf), this.#inDoubt),
    );
  }

  async #tried(results: readonly ResultToWrite[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#store.written(results.map(({ id }) => id));
    } catch (error) {
      this.#inDoubt = true;
      this.#noteFailure(results[0], error);
      throw error;
    }
  }

  #noteFailure(result: ResultToWrite | undefined, error: unknown): void {
    try {
      if (result !== undefined) this.#store.failed(result.id, String(error));
    } catch {
      // A log that is locked or full: the failure is told all the same, and the row waits on.
    }
  }
}

function documentOf({ document }: ResultToWrite): ResultDocument {
  return JSON.parse(document) as ResultDocument;
}
