import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type ErrorReport, fromErrorReport, PitchlineError } from '../../../shared/errors.ts';
import type { LogVerification } from '../../../shared/log-verification.ts';
import type { KnownHead } from './check-chain.ts';

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
  const worker = new Worker(entry(), { workerData: job, execArgv: [] });
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

/** From sources Node runs the TypeScript itself; in a build the thread is an entry beside the hosts'. */
function entry(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./verify-thread.ts', here);
  return new URL(here.includes('/chunks/') ? '../verifier.js' : './verifier.js', here);
}
