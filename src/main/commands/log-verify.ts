import { join, resolve } from 'node:path';
import type { LogVerification } from '../../shared/log-verification.ts';
import { readKnownHead, verifyBackup } from '../log/backup/verify-backup.ts';
import { LOG_FILE } from '../log/log-files.ts';
import type { StationOptions } from '../station.ts';
import { EXIT, printJson, printLine } from './output.ts';
import { progressLine } from './progress-line.ts';

export interface LogVerifyArguments {
  /** A backup; undefined: the log of the data folder. */
  readonly file: string | undefined;
  /** A hash, or the path of a manifest. */
  readonly head: string | undefined;
  readonly json: boolean;
}

/** `log verify`: exit status 1 where anything is wrong. */
export async function logVerify(
  { dataFolder }: StationOptions,
  { file, head, json }: LogVerifyArguments,
): Promise<number> {
  const log = file === undefined ? join(dataFolder, LOG_FILE) : resolve(file);
  const known = head === undefined ? null : await readKnownHead(head);
  const progress = progressLine();
  const verification = await verifyBackup(log, known, (what, done) =>
    progress.show(`${what}: ${done}`),
  );
  progress.end();
  if (json) printJson(verification);
  else printLine(describe(verification));
  return verification.ok ? EXIT.done : EXIT.wrong;
}

function describe(verification: LogVerification): string {
  const { problem, inspections, detections, auditRows, seals, unsealed, head } = verification;
  if (problem !== null) return `✗ ${verification.file}: ${problem.message}`;
  return [
    `✓ ${verification.file}: nothing was changed.`,
    `  inspections ${inspections} (not sealed yet: ${unsealed}), detections ${detections}, dispositions ${verification.dispositions}, corrections ${verification.corrections}, recipe revisions ${verification.recipes}`,
    `  audit rows ${auditRows} (seals: ${seals}), the newest: ${head}`,
  ].join('\n');
}
