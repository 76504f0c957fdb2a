import { userInfo } from 'node:os';
import type { Actor } from '../../shared/log.ts';
import { lockDataFolder } from '../log/data-lock.ts';
import { openLogToRead, type ReadableLog } from '../log/open-to-read.ts';
import { openStationLog, type StationLog } from '../log/station-log.ts';
import type { StationOptions } from '../station.ts';

/**
 * Works on the log of a data folder without the rest of a station.
 *
 * @throws PitchlineError DATA_FOLDER_IN_USE and what `openStationLog` says
 */
export async function withLog(
  { dataFolder, version, log }: StationOptions,
  work: (stationLog: StationLog) => Promise<number>,
): Promise<number> {
  const lock = lockDataFolder(dataFolder);
  try {
    const stationLog = await openStationLog({ folder: dataFolder, software: version, log });
    try {
      return await work(stationLog);
    } finally {
      await stationLog.close();
    }
  } finally {
    lock.release();
  }
}

/**
 * Reads the log of a data folder, also while its station runs.
 *
 * @throws PitchlineError as `openLogToRead`
 */
export async function withReadableLog(
  { dataFolder, version, log }: StationOptions,
  work: (readable: ReadableLog) => Promise<number>,
): Promise<number> {
  const readable = await openLogToRead({ folder: dataFolder, software: version, log });
  try {
    return await work(readable);
  } finally {
    await readable.close();
  }
}

/** Whoever may run commands on this machine: the system says who that is. */
export function commandActor(): Actor {
  return { personId: null, name: systemUser(), via: 'command' };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the user may have a number and no name.
    return 'command line';
  }
}
