import { join, resolve } from 'node:path';
import { backUpLogFile } from '../log/backup/back-up-log-file.ts';
import { LOG_FILE } from '../log/log-files.ts';
import type { StationOptions } from '../station.ts';
import { EXIT, printJson, printLine } from './output.ts';
import { progressLine } from './progress-line.ts';

export interface LogBackupArguments {
  readonly file: string;
  readonly json: boolean;
}

/** `log backup`: copies the log while its station may go on writing. */
export async function logBackup(
  { dataFolder, version }: StationOptions,
  { file, json }: LogBackupArguments,
): Promise<number> {
  const progress = progressLine();
  const manifest = await backUpLogFile({
    log: join(dataFolder, LOG_FILE),
    file: resolve(file),
    software: version,
    at: new Date(),
    onProgress: (share) => progress.show(`${Math.round(share * 100)} %`),
  }).finally(() => progress.end());
  if (json) printJson(manifest);
  else {
    const { inspections, bytes, head } = manifest;
    printLine(
      `${resolve(file)}: ${inspections} inspections, ${(bytes / 1e6).toFixed(1)} MB; the newest audit row: ${head.hash}`,
    );
  }
  return EXIT.done;
}
