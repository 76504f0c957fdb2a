import { readFile, stat } from 'node:fs/promises';
import { PitchlineError } from '../../shared/errors.ts';
import { parseRecipe, type Recipe } from '../../shared/recipe.ts';
import { systemCode } from '../errno.ts';

/** A recipe of a thousand polygons is smaller. */
const LARGEST_BYTES = 4_000_000;

/**
 * Reads a recipe from a JSON file.
 *
 * @throws PitchlineError RECIPE_NOT_FOUND where there is no such file, RECIPE_INVALID for one that
 *   is no recipe, with the path of each field that is refused
 */
export async function readRecipeFile(path: string): Promise<Recipe> {
  return parseRecipe(parseJson(await readText(path), path));
}

/** A recipe as a file: for people to read and to compare. */
export function recipeFileText(recipe: Recipe): string {
  return `${JSON.stringify(recipe, null, 2)}\n`;
}

async function readText(path: string): Promise<string> {
  const cannot = (cause: unknown): never => {
    throw new PitchlineError('RECIPE_NOT_FOUND', `${path} cannot be read: ${whyNot(cause)}.`, {
      cause,
    });
  };
  const facts = await stat(path).catch(cannot);
  // A pipe or a device could be read for ever.
  if (!facts.isFile() && !facts.isDirectory()) {
    throw new PitchlineError('RECIPE_INVALID', `${path} is no file. Name a recipe's JSON file.`);
  }
  if (facts.isFile() && facts.size > LARGEST_BYTES) {
    throw new PitchlineError(
      'RECIPE_INVALID',
      `${path} has ${(facts.size / 1e6).toFixed(0)} MB and is no recipe: those are small JSON files.`,
    );
  }
  const bytes = await readFile(path).catch(cannot);
  // Editors on Windows like to begin a file with a byte order mark.
  return new TextDecoder().decode(bytes);
}

function whyNot(error: unknown): string {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it';
    default:
      return String(error);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PitchlineError(
      'RECIPE_INVALID',
      `${path} is no JSON (${why}). "pitchline recipes export default" prints a recipe to begin with.`,
      { cause },
    );
  }
}
