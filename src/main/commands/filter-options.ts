import type { Command } from 'commander';
import { PitchlineError } from '../../shared/errors.ts';
import {
  type HistoryFilter,
  HistoryFilterSchema,
  type HistoryFilterText,
} from '../../shared/history.ts';

/** The conditions that the log is searched by, each an option: `--min-score` is `minScore`. */
export function withFilterOptions(command: Command): Command {
  for (const [name, schema] of Object.entries(HistoryFilterSchema.shape)) {
    command.option(`--${optionOf(name)} <value>`, schema.unwrap().description ?? `this ${name}`);
  }
  return command;
}

/** @throws PitchlineError USAGE that names each option that is wrong */
export function readFilter(options: Readonly<Record<string, unknown>>): HistoryFilter {
  const names = Object.keys(HistoryFilterSchema.shape) as (keyof HistoryFilterText)[];
  const asked = names.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]]],
  );
  const parsed = HistoryFilterSchema.safeParse(Object.fromEntries(asked));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `--${optionOf(String(path[0]))}: ${message}`,
  );
  throw new PitchlineError('USAGE', `${wrong.join('; ')}.`);
}

function optionOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
