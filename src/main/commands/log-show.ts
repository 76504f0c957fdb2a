import { PitchlineError } from '../../shared/errors.ts';
import type { HistoryEntry } from '../../shared/history-entry.ts';
import type { Replay } from '../../shared/replay.ts';
import { replay } from '../inspection/replay.ts';
import { openSearchReader } from '../log/open-to-read.ts';
import { createStation, type StationOptions } from '../station.ts';
import { EXIT, printJson, printLine } from './output.ts';

export interface LogShowArguments {
  readonly id: string;
  readonly replay: boolean;
  readonly json: boolean;
}

/** `log show ID`: everything that the log knows of an inspection; with `--replay` judged again. */
export async function logShow(options: StationOptions, wanted: LogShowArguments): Promise<number> {
  return wanted.replay ? showReplayed(options, wanted) : show(options, wanted);
}

async function show(
  { dataFolder: folder, version, log }: StationOptions,
  { id, json }: LogShowArguments,
): Promise<number> {
  const reader = await openSearchReader({ folder, software: version, log });
  if (reader === null) {
    throw new PitchlineError('INSPECTION_NOT_FOUND', `There is no log in ${folder} yet.`);
  }
  try {
    printEntry(await reader.entry(id), json);
    return EXIT.done;
  } finally {
    await reader.close();
  }
}

/** Needs the inference process, and so the folder for itself. */
async function showReplayed(
  options: StationOptions,
  { id, json }: LogShowArguments,
): Promise<number> {
  const station = await createStation(options);
  try {
    const entry = await station.services.stationLog.search.entry(id);
    const replayed = await replay(station.services, entry);
    if (json) printJson({ ...entry, replay: replayed });
    else {
      printEntry(entry, false);
      printLine(describe(replayed));
    }
    return replayed.outcome === 'same' ? EXIT.done : EXIT.wrong;
  } finally {
    await station.close();
  }
}

function printEntry(entry: HistoryEntry, json: boolean): void {
  if (json) printJson(entry);
  else printLine(JSON.stringify(entry, null, 2));
}

const OUTCOME: Readonly<Record<Replay['outcome'], string>> = {
  same: 'Judged again: the same.',
  different: 'Judged again: NOT the same.',
  impossible: 'It could not be judged again.',
};

function describe(replayed: Replay): string {
  const { outcome, identical, now, matched, differences, notes } = replayed;
  const numbers =
    now === null
      ? []
      : [
          identical
            ? `All ${now.detections} detections are identical to the last digit, on ${now.device}.`
            : `${matched} of ${now.detections} detections agree: boxes within ${replayed.maxBoxDifferencePx?.toFixed(2)} px, scores within ${replayed.maxScoreDifference?.toFixed(4)}, on ${now.device}.`,
        ];
  return [OUTCOME[outcome], ...numbers, ...differences, ...notes].join(' ');
}
