import { type Command, InvalidArgumentError } from 'commander';
import { type CommandTools, common } from './common.ts';
import { readFilter, withFilterOptions } from './filter-options.ts';
import { logList } from './log-list.ts';
import { logShow } from './log-show.ts';

/** `log list` and `log show`. */
export function addLogReading(group: Command, { make, finish }: CommandTools): void {
  withFilterOptions(common(group.command('list')))
    .description('inspections, newest recorded first; also while the station runs')
    .option('--limit <n>', 'not more than these; all when not said', limit)
    .option('--weak', 'also detections that mattered to no rule, down to the floor')
    .action((options) =>
      finish(
        async () =>
          logList(make(options), {
            filter: readFilter(options),
            limit: options.limit,
            weak: options.weak === true,
            json: options.json === true,
          }),
        options.json === true,
      ),
    );

  common(group.command('show'))
    .description('everything that the log knows of one inspection')
    .argument('<id>', 'as "log list" prints it')
    .option('--replay', 'judge the picture again from the row alone; exit 1 where it differs')
    .action((id: string, options) =>
      finish(
        () =>
          logShow(make(options), {
            id,
            replay: options.replay === true,
            json: options.json === true,
          }),
        options.json === true,
      ),
    );
}

function limit(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number over 0.');
  }
  return Number(text);
}
