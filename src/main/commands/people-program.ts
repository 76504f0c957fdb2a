import { type Command, Option } from 'commander';
import { RoleSchema } from '../../shared/rights.ts';
import { type CommandTools, common } from './common.ts';
import * as people from './people.ts';

/** `people`: who may sign in, and what they may do. */
export function addPeopleCommands(program: Command, { make, finish }: CommandTools): void {
  const group = program.command('people').description('who may sign in, and what they may do');
  const command = (usage: string, description: string): Command =>
    common(group.command(usage)).description(description);
  const role = (): Option =>
    new Option('--role <role>', 'what they may do').choices(RoleSchema.options);
  const pin = ['--pin-stdin', 'the first line of standard input is the PIN or password'] as const;

  command('list', 'everybody who may sign in').action((options) =>
    finish(() => people.peopleList(make(options), options.json === true), options.json === true),
  );
  command('add <name>', 'a person; asks for a PIN or password')
    .addOption(role().makeOptionMandatory())
    .option(...pin)
    .action((name: string, options) => {
      const wanted = { name, role: options.role, pinFromStdin: options.pinStdin === true };
      return finish(
        () => people.peopleAdd(make(options), wanted, options.json === true),
        options.json === true,
      );
    });
  command('set-pin <name>', 'give a person a new PIN or password')
    .option(...pin)
    .action((name: string, options) =>
      finish(
        () =>
          people.peopleSetPin(
            make(options),
            name,
            options.pinStdin === true,
            options.json === true,
          ),
        options.json === true,
      ),
    );
  command('set-role <name>', 'give a person another role')
    .addOption(role().makeOptionMandatory())
    .option(...pin)
    .action((name: string, options) => {
      const wanted = { name, role: options.role, pinFromStdin: options.pinStdin === true };
      return finish(
        () => people.peopleSetRole(make(options), wanted, options.json === true),
        options.json === true,
      );
    });
  command('remove <name>', 'nobody can sign in by this name any more; what they did stays').action(
    (name: string, options) =>
      finish(
        () => people.peopleRemove(make(options), name, options.json === true),
        options.json === true,
      ),
  );
}
