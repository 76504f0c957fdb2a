import type { Command } from 'commander';
import { type CommandTools, common } from './common.ts';
import * as settings from './settings.ts';

/** `settings`: those of the station, which an administrator changes on the page otherwise. */
export function addSettingCommands(program: Command, { make, finish }: CommandTools): void {
  const group = program.command('settings').description('the settings of the station');
  const command = (usage: string, description: string): Command =>
    common(group.command(usage)).description(description);

  command('show [name]', 'all settings, or one: freeSpace, retention.ok.days').action(
    (name: string | undefined, options) =>
      finish(
        () => settings.settingsShow(make(options), name, options.json === true),
        options.json === true,
      ),
  );
  command('set <name> <value>', 'change one; the value is JSON, or a word').action(
    (name: string, value: string, options) =>
      finish(
        () => settings.settingsSet(make(options), name, value, options.json === true),
        options.json === true,
      ),
  );
}
