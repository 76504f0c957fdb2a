import { parentPort, workerData } from 'node:worker_threads';
import { toErrorReport } from '../../../shared/errors.ts';
import type { VerifyAnswer, VerifyJob } from './verify-in-thread.ts';
import { verifyLog } from './verify-log.ts';

/** Verifies one log and ends: what takes a minute has no place in the host's own thread. */
const { file, known } = workerData as VerifyJob;

function answer(): VerifyAnswer {
  try {
    return { verification: verifyLog(file, { known }) };
  } catch (error) {
    return { report: toErrorReport(error) };
  }
}

parentPort?.postMessage(answer());
