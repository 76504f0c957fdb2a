import { type Command, InvalidArgumentError } from 'commander';
import { DRY_RUN_LAST, DRY_RUN_MOST } from '../../shared/recipes/dry-run.ts';
import { type CommandTools, common } from './common.ts';
import { readFilter } from './filter-options.ts';
import * as recipes from './recipes.ts';

/** `recipes`: what turns pictures into verdicts, as JSON files and revisions. */
export function addRecipeCommands(program: Command, { make, finish }: CommandTools): void {
  const group = program.command('recipes').description('what turns detections into verdicts');
  const command = (usage: string, description: string): Command =>
    common(group.command(usage)).description(description);

  command('list', 'the newest revision of each recipe').action((options) =>
    finish(() => recipes.recipesList(make(options), options.json === true), options.json === true),
  );
  command('show <name>', 'a recipe (NAME or NAME:REVISION), and its revisions').action(
    (ref: string, options) =>
      finish(
        () => recipes.recipesShow(make(options), ref, options.json === true),
        options.json === true,
      ),
  );
  command('import <file>', 'check a recipe and keep it as the next revision of its name').action(
    (path: string, options) =>
      finish(
        () => recipes.recipesImport(make(options), path, options.json === true),
        options.json === true,
      ),
  );
  command('export <name>', 'print a recipe (NAME or NAME:REVISION) as its file')
    .option('--out <file>', 'write it there instead')
    .action((ref: string, options) =>
      finish(
        () => recipes.recipesExport(make(options), ref, options.out, options.json === true),
        options.json === true,
      ),
    );
  command('diff <before> [after]', 'what changed, field by field; files or NAME:REVISION').action(
    (before: string, after: string | undefined, options) =>
      finish(
        () => recipes.recipesDiff(make(options), { before, after }, options.json === true),
        options.json === true,
      ),
  );
  command('dry-run <recipe>', 'which verdicts would flip with a file or a stored recipe')
    .option('--last <n>', 'the newest so many inspections', last, DRY_RUN_LAST)
    .option('--of <name>', 'only those judged by this recipe: NAME or NAME:REVISION')
    .option('--from <time>', 'judged at this time or later')
    .option('--to <time>', 'judged before this time; a day alone includes that day')
    .action((ref: string, options) =>
      finish(
        async () =>
          recipes.recipesDryRun(
            make(options),
            {
              ref,
              last: options.last,
              filter: readFilter({ recipe: options.of, from: options.from, to: options.to }),
            },
            options.json === true,
          ),
        options.json === true,
      ),
    );
}

function last(text: string): number {
  const value = Number(text);
  if (!/^[1-9]\d*$/.test(text) || value > DRY_RUN_MOST) {
    throw new InvalidArgumentError(`It must be 1 to ${DRY_RUN_MOST}.`);
  }
  return value;
}
