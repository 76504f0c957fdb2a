import type { Command } from 'commander';
import { type CommandTools, common } from './common.ts';
import { logBackup } from './log-backup.ts';
import { logRestore } from './log-restore.ts';
import { logVerify } from './log-verify.ts';

/** `log verify`, `log backup` and `log restore`. */
export function addLogKeeping(group: Command, { make, finish }: CommandTools): void {
  common(group.command('verify'))
    .description('look for anything that was changed, taken out or put in; also while it runs')
    .argument('[file]', 'a backup, or another log; the log of the data folder when not said')
    .option(
      '--head <hash>',
      'a newest row that was kept elsewhere (its hash, or the manifest of a backup): shows whether the end was cut off',
    )
    .action((file: string | undefined, options) =>
      finish(
        () => logVerify(make(options), { file, head: options.head, json: options.json === true }),
        options.json === true,
      ),
    );

  common(group.command('backup'))
    .description(
      'copy the log to a file, also while the station runs; its manifest comes beside it',
    )
    .argument('<file>', 'where to; nothing may be there yet')
    .action((file: string, options) =>
      finish(
        () => logBackup(make(options), { file, json: options.json === true }),
        options.json === true,
      ),
    );

  common(group.command('restore'))
    .description('put a backup in the place of the log, which is kept under another name')
    .argument('<file>', 'a backup')
    .action((file: string, options) =>
      finish(
        () => logRestore(make(options), { file, json: options.json === true }),
        options.json === true,
      ),
    );
}
