import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../../shared/recipe.ts';
import { diffRecipes } from '../../shared/recipes/diff.ts';
import type { DryRunFilter, DryRunLine } from '../../shared/recipes/dry-run.ts';
import type { RecipeRevision } from '../../shared/recipes/revision.ts';
import { replaceFile } from '../durable.ts';
import { dryRun } from '../inspection/dry-run.ts';
import { installedClasses } from '../inspection/installed-classes.ts';
import { readRecipeFile, recipeFileText } from '../inspection/recipe-file.ts';
import { recipeWarnings } from '../inspection/recipe-warnings.ts';
import type { RecipeReader } from '../log/recipe-reader.ts';
import type { StationOptions } from '../station.ts';
import { EXIT, note, printJson, printLine } from './output.ts';
import { pacedOutput } from './paced-output.ts';
import { commandActor, withLog, withReadableLog } from './with-log.ts';

export function recipesList(options: StationOptions, json: boolean): Promise<number> {
  return withReadableLog(options, async ({ recipes }) => {
    for (const revision of recipes.list()) print(revision, json);
    const unreadable = recipes.unreadable();
    for (const { problem } of unreadable) note(problem);
    return unreadable.length === 0 ? EXIT.done : EXIT.wrong;
  });
}

/** The revision with its document, and what other revisions there are. */
export function recipesShow(options: StationOptions, ref: string, json: boolean): Promise<number> {
  return withReadableLog(options, async ({ recipes }) => {
    const revision = recipes.find(ref);
    const others = recipes.revisions(revision.name).map(({ document: _, ...rest }) => rest);
    if (json) printJson({ ...revision, revisions: others });
    else {
      printLine(recipeFileText(revision.document).trimEnd());
      for (const { revision: number, createdAt, createdBy, sha256 } of others) {
        const mark = number === revision.revision ? '*' : ' ';
        printLine(`${mark} ${number}  ${createdAt}  ${createdBy ?? '-'}  ${sha256.slice(0, 12)}`);
      }
    }
    return EXIT.done;
  });
}

export function recipesImport(
  options: StationOptions,
  path: string,
  json: boolean,
): Promise<number> {
  return withLog(options, async ({ recipes }) => {
    const recipe = await readRecipeFile(path);
    const warnings = await recipeWarnings(recipe, (ref) =>
      installedClasses(join(options.dataFolder, 'models'), ref),
    );
    const { revision, isNew } = recipes.save(recipe, commandActor());
    for (const warning of warnings) note(`warning: ${warning}`);
    if (json) printJson({ ...revision, isNew, warnings });
    else {
      const name = `${revision.name}:${revision.revision}`;
      printLine(isNew ? `Saved as ${name}.` : `${name} says the same already; nothing was saved.`);
    }
    return EXIT.done;
  });
}

export function recipesExport(
  options: StationOptions,
  ref: string,
  out: string | undefined,
  json: boolean,
): Promise<number> {
  return withReadableLog(options, async ({ recipes }) => {
    const { document } = recipes.find(ref);
    if (out !== undefined) {
      await replaceFile(out, recipeFileText(document));
      note(`${ref} is in ${out}.`);
    } else if (json) printJson(document);
    else printLine(recipeFileText(document).trimEnd());
    return EXIT.done;
  });
}

/** Of two files or stored recipes; of one alone, its newest revision and the one before. */
export function recipesDiff(
  options: StationOptions,
  refs: { readonly before: string; readonly after: string | undefined },
  json: boolean,
): Promise<number> {
  return withReadableLog(options, async ({ recipes }) => {
    const [before, after] =
      refs.after === undefined
        ? lastTwo(recipes, refs.before)
        : [await documentOf(recipes, refs.before), await documentOf(recipes, refs.after)];
    const changes = diffRecipes(before, after);
    for (const change of changes) {
      if (json) printJson(change);
      else printLine(`${change.path}: ${valueText(change.before)} -> ${valueText(change.after)}`);
    }
    if (changes.length === 0) note('They say the same.');
    return EXIT.done;
  });
}

export interface DryRunArguments {
  readonly ref: string;
  readonly last: number;
  readonly filter: DryRunFilter;
}

export function recipesDryRun(
  options: StationOptions,
  { ref, last, filter }: DryRunArguments,
  json: boolean,
): Promise<number> {
  return withReadableLog(options, async ({ recipes, search }) => {
    const recipe = await documentOf(recipes, ref);
    const output = pacedOutput();
    try {
      for await (const line of dryRun(search, { recipe, last, filter })) {
        if (line.kind === 'progress') {
          if (process.stderr.isTTY) process.stderr.write(`\r${line.inspections}\u001b[K\r`);
        } else if (!(await output.write(json ? JSON.stringify(line) : describe(line)))) break;
      }
    } finally {
      output.close();
    }
    return EXIT.done;
  });
}

function lastTwo(recipes: RecipeReader, ref: string): readonly [Recipe, Recipe] {
  const { name, revision, document } = recipes.find(ref);
  return [revision === 1 ? document : recipes.find(`${name}:${revision - 1}`).document, document];
}

/** A file where there is one of that name, otherwise a stored recipe. */
async function documentOf(recipes: RecipeReader, ref: string): Promise<Recipe> {
  const isFile = /[\\/]|\.json$/iu.test(ref) || (await stat(ref).catch(() => null)) !== null;
  return isFile ? readRecipeFile(ref) : recipes.find(ref).document;
}

function print(revision: RecipeRevision, json: boolean): void {
  if (json) {
    printJson(revision);
    return;
  }
  const { name, revision: number, createdAt, document } = revision;
  printLine([`${name}:${number}`, createdAt, document.model, document.description].join('  '));
}

function valueText(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value);
}

function describe(line: Exclude<DryRunLine, { kind: 'progress' }>): string {
  if (line.kind === 'flip') {
    const change = `${line.from.toUpperCase()} -> ${line.to.toUpperCase()}`.padEnd(16);
    const reasons = line.reasons.length > 0 ? line.reasons : line.reasonsBefore;
    const why = reasons.map(({ detail }) => detail).join('; ');
    return [change, line.at, line.file, line.id, why].join('  ');
  }
  const ways = line.transitions.map(({ from, to, count }) => `${count} ${from} -> ${to}`);
  return [
    `${line.flips} of ${line.inspections} verdicts flip${ways.length === 0 ? '' : `: ${ways.join(', ')}`}.`,
    ...(line.failed === 0 ? [] : [`${line.failed} could not be judged and stay errors.`]),
    ...line.warnings,
  ].join('\n');
}
