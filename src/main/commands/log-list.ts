import type { HistoryFilter, HistoryRow } from '../../shared/history.ts';
import { openSearchReader } from '../log/open-to-read.ts';
import type { StationOptions } from '../station.ts';
import { EXIT, note } from './output.ts';
import { pacedOutput } from './paced-output.ts';

export interface LogListArguments {
  readonly filter: HistoryFilter;
  /** All of them where it is undefined. */
  readonly limit: number | undefined;
  readonly weak: boolean;
  readonly json: boolean;
}

/** `log list`: inspections, newest recorded first; also while the station runs. */
export async function logList(
  { dataFolder, version, log }: StationOptions,
  { filter, limit = Number.POSITIVE_INFINITY, weak, json }: LogListArguments,
): Promise<number> {
  const reader = await openSearchReader({ folder: dataFolder, software: version, log });
  if (reader === null) {
    note(`There is no log in ${dataFolder} yet.`);
    return EXIT.done;
  }
  const output = pacedOutput();
  try {
    let printed = 0;
    for await (const row of reader.all(filter, { masks: json, weak })) {
      if (!(await output.write(json ? JSON.stringify(row) : describe(row)))) break;
      printed += 1;
      if (printed >= limit) break;
    }
    return EXIT.done;
  } finally {
    output.close();
    await reader.close();
  }
}

function describe(row: HistoryRow): string {
  const verdict =
    row.disposition === 'none' || row.effective === row.verdict
      ? row.verdict.toUpperCase()
      : `${row.verdict.toUpperCase()}→${row.effective.toUpperCase()}`;
  const found =
    row.error === null
      ? row.detections.map(({ className, score }) => `${className} ${score.toFixed(2)}`)
      : [row.error.message];
  const part = row.part?.serial === undefined ? [] : [row.part.serial];
  return [row.at, verdict.padEnd(6), row.file, ...part, ...found, row.id].join('  ');
}
