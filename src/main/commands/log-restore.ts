import { resolve } from 'node:path';
import { restoreLog } from '../log/backup/restore-log.ts';
import { lockDataFolder } from '../log/data-lock.ts';
import { openStationLog } from '../log/station-log.ts';
import type { StationOptions } from '../station.ts';
import { EXIT, printJson, printLine } from './output.ts';
import { commandActor } from './with-log.ts';

export interface LogRestoreArguments {
  readonly file: string;
  readonly json: boolean;
}

/** `log restore`: goes on from a backup; what was recorded after it stays in the file that is kept. */
export async function logRestore(
  { dataFolder, version, log }: StationOptions,
  { file, json }: LogRestoreArguments,
): Promise<number> {
  const backup = resolve(file);
  const lock = lockDataFolder(dataFolder);
  try {
    const { replaced } = await restoreLog({ folder: dataFolder, backup, at: new Date() });
    const stationLog = await openStationLog({ folder: dataFolder, software: version, log });
    const { hash } = stationLog.audit.head();
    stationLog.audit.append('log.restored', commandActor(), { backup, replaced });
    await stationLog.close();
    if (json) printJson({ restored: backup, replaced, head: hash });
    else {
      const kept = replaced === null ? '' : ` The log that was there is ${replaced} now.`;
      printLine(`The log goes on from ${backup}.${kept}`);
    }
    return EXIT.done;
  } finally {
    lock.release();
  }
}
