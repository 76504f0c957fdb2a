import { type Command, InvalidArgumentError, Option } from 'commander';
import { DeviceWishSchema } from '../../shared/domain.ts';
import { type CommandTools, common } from './common.ts';
import { watchCommand } from './watch.ts';

/** `watch`: a folder judged from the command line, by the code of the station's own folders. */
export function addWatch(program: Command, { make, finish }: CommandTools): void {
  common(program.command('watch'))
    .description('judge the pictures of a folder, each content once; until Ctrl+C, or --once')
    .argument('<folder>', 'where pictures come')
    .option('--once', 'end when nothing is left to judge')
    .option('--recipe <name>', 'NAME, or NAME:REVISION')
    .option('--model <ref>', "instead of the recipe's")
    .addOption(new Option('--device <device>', 'what computes').choices(DeviceWishSchema.options))
    .option('--pattern <name...>', 'names with * and ?; pictures by their ending when not said')
    .option('--no-recursive', 'leave out the folders inside it')
    .option('--move [folder]', 'afterwards move to ok/ ng/ review/ error/, here or in a folder')
    .option('--part <pattern>', 'what names tell of a part, as {serial}_{lot}_{side}.*')
    .option('--results <folder>', 'write NAME.json there for each picture')
    .option('--csv <folder>', "write a line in a day's CSV there for each picture")
    .addOption(
      new Option('--watching <how>', 'how new files are noticed').choices([
        'auto',
        'events',
        'polling',
      ]),
    )
    .option('--settle <seconds>', 'a file is complete when it has held still for so long', seconds)
    .action((folder: string, options) =>
      finish(
        () =>
          watchCommand(make(options), {
            folder,
            once: options.once === true,
            recipe: options.recipe,
            model: options.model,
            device: options.device,
            patterns: options.pattern ?? [],
            recursive: options.recursive !== false,
            move: options.move,
            part: options.part,
            results: options.results,
            csv: options.csv,
            watching: options.watching,
            settleSeconds: options.settle,
            json: options.json === true,
          }),
        options.json === true,
      ),
    );
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 86_400)) {
    throw new InvalidArgumentError('It must be a number of seconds over 0.');
  }
  return value;
}
