import { Worker } from 'node:worker_threads';
import { PitchlineError } from '../../../shared/errors.ts';
import { threadEntry } from '../thread-entry.ts';
import type { ReadArguments, ReadName, ReadResult } from './reads.ts';
import type { FromThread, ThreadOptions, ToThread } from './thread-messages.ts';

const ENTRY = threadEntry(new URL('./reader-thread.ts', import.meta.url), 'reader.js');

interface Waiting {
  resolve(value: ReadResult<ReadName>): void;
  reject(error: unknown): void;
}

export interface ReadWishes {
  readonly signal?: AbortSignal | undefined;
  /** Time for the read itself, once it is its turn. */
  readonly limitMs?: number;
}

/** Longer than any page takes on a log of some million rows, shorter than a person waits. */
const LIMIT_MS = 10_000;

/**
 * The host's side of the reader thread, which starts with the first read. A thread that dies takes the
 * reads with it that it had; the next read starts another.
 */
export class LogReader {
  readonly #options: ThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #ended: Promise<void> = Promise.resolve();
  #last = 0;
  #closed = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** @throws PitchlineError LOG_SEARCH_TIMEOUT, LOG_READ_FAILED, CANCELLED and what the read itself says */
  async read<Name extends ReadName>(
    name: Name,
    argument: ReadArguments<Name>,
    { signal, limitMs = LIMIT_MS }: ReadWishes = {},
  ): Promise<ReadResult<Name>> {
    if (signal?.aborted === true) throw cancelled();
    if (this.#closed) {
      throw new PitchlineError('LOG_READ_FAILED', 'The log is closed: the station is stopping.');
    }
    const worker = this.#start();
    this.#last += 1;
    const number = this.#last;
    const flag = new SharedArrayBuffer(4);
    const giveUp = (): void => {
      Atomics.store(new Int32Array(flag), 0, 1);
      this.#take(number)?.reject(cancelled());
    };
    const result = new Promise<ReadResult<ReadName>>((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
    });
    // The process may not end while somebody waits.
    worker.ref();
    const request: ToThread = { number, name, argument, cancelled: flag, limitMs };
    worker.postMessage(request);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return (await result) as ReadResult<Name>;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#worker === undefined) return;
    const close: ToThread = { close: true };
    // An idle thread does not keep the process; its end is waited for.
    this.#worker.ref();
    this.#worker.postMessage(close);
    await this.#ended;
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(ENTRY, {
      workerData: this.#options,
      // Flags of the host (inspectors, loaders of a test runner) are not meant for the thread.
      execArgv: [],
    });
    this.#worker = worker;
    let failure: unknown;
    worker.on('message', (answer: FromThread) => this.#settle(answer));
    worker.on('error', (error) => {
      failure = error;
    });
    this.#ended = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#worker = undefined;
        this.#failAll(failure);
        resolve();
      });
    });
    return worker;
  }

  #settle(answer: FromThread): void {
    const waiting = this.#take(answer.number);
    if (waiting === undefined) return;
    if ('report' in answer) {
      waiting.reject(new PitchlineError(answer.report.code, answer.report.message));
    } else {
      waiting.resolve(answer.value);
    }
  }

  #take(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (this.#waiting.size === 0) this.#worker?.unref();
    return waiting;
  }

  #failAll(cause: unknown): void {
    const why = cause instanceof Error ? ` (${cause.message})` : '';
    for (const number of [...this.#waiting.keys()]) {
      this.#take(number)?.reject(
        new PitchlineError('LOG_READ_FAILED', `The log could not be read${why}.`, { cause }),
      );
    }
  }
}

function cancelled(): PitchlineError {
  return new PitchlineError('CANCELLED', 'The search was given up, because nobody waits for it.');
}
