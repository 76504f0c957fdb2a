import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { toErrorReport } from '../../../shared/errors.ts';
import { logFailure } from '../failures.ts';
import { createControl } from './control.ts';
import { openReads } from './reads.ts';
import type { FromThread, ThreadOptions, ToThread } from './thread-messages.ts';

/**
 * The reader thread: long reads of the log on a connection of its own that cannot write, so that
 * neither the writer nor the host's event loop waits for them. It answers one after the other, as
 * they come.
 */
const CACHE_KIB = 64 * 1024;
const BUSY_MS = 5_000;

const port = parentPort;
if (port === null) throw new Error('reader-thread is started as a worker thread');
const { file } = workerData as ThreadOptions;
const connection = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
connection.pragma(`cache_size = -${CACHE_KIB}`);
connection.pragma('query_only = ON');
const read = openReads(connection);

port.on('message', (message: ToThread) => {
  if ('close' in message) {
    connection.close();
    port.close();
    return;
  }
  port.postMessage(answer(message));
});

function answer(request: Exclude<ToThread, { close: true }>): FromThread {
  const { number, name, argument, cancelled, limitMs } = request;
  try {
    const control = createControl(new Int32Array(cancelled), limitMs);
    control.check();
    return { number, value: read(name, argument, control) };
  } catch (error) {
    return { number, report: toErrorReport(logFailure(error)) };
  }
}
