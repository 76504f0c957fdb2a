import { type Command, InvalidArgumentError } from 'commander';
import type { StationOptions } from '../station.ts';

/** Runs a command and turns its outcome into the exit status. */
export type Finish = (work: () => Promise<number>, json: boolean) => Promise<void>;

/** The options that every command has. */
export type Common = { data?: string; json?: boolean; threads?: number };

/** What every group of commands is put together with. */
export interface CommandTools {
  readonly make: (common: Common) => StationOptions;
  readonly finish: Finish;
}

export function common(command: Command): Command {
  return besidesData(
    command.option(
      '--data <folder>',
      "data folder; PITCHLINE_DATA or the platform's when not said",
    ),
  );
}

/** The common options of a command whose `--data` is something else. */
export function besidesData(command: Command): Command {
  return command
    .option('--threads <n>', 'threads of the inference; all cores when not said', count)
    .option('--json', 'JSON Lines on standard output');
}

function count(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be 1 to 999.');
  return Number(text);
}
