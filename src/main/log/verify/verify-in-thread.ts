import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type ErrorReport, fromErrorReport, PitchlineError } from '../../../shared/errors.ts';
import type { LogVerification } from '../../../shared/log-verification.ts';
import { threadEntry } from '../thread-entry.ts';
import type { KnownHead } from './check-chain.ts';

const ENTRY = threadEntry(new URL('./verify-thread.ts', import.meta.url), 'verifier.js');

export interface VerifyJob {
  readonly file: string;
  /** A row that the chain must hold. */
  readonly known: KnownHead | null;
}

export type VerifyAnswer =
  | { readonly verification: LogVerification }
  | { readonly report: ErrorReport };

/**
 * `verifyLog` without holding the host meanwhile.
 *
 * @throws PitchlineError what `verifyLog` says; CANCELLED
 */
export async function verifyInThread(
  job: VerifyJob,
  signal: AbortSignal,
): Promise<LogVerification> {
  // Flags of the host (inspectors, loaders of a test runner) are not meant for the thread.
  const worker = new Worker(ENTRY, { workerData: job, execArgv: [] });
  try {
    const [answer] = (await once(worker, 'message', { signal })) as [VerifyAnswer];
    if ('report' in answer) throw fromErrorReport(answer.report);
    return answer.verification;
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new PitchlineError('CANCELLED', 'The verification was given up.', { cause });
  } finally {
    await worker.terminate();
  }
}
