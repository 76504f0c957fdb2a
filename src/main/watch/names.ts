import { parseTemplate } from '../../shared/part-pattern/parse-template.ts';
import { compile } from '../../shared/part-pattern/program.ts';
import { run } from '../../shared/part-pattern/run.ts';
import { isPictureName } from '../../shared/picture-names.ts';

/** Endings that programs give to what they have not finished. */
const TEMPORARY = /\.(?:tmp|temp|part|partial|filepart|crdownload|download)$/i;

/** Left alone until it gets its real name. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || TEMPORARY.test(name);
}

export type NameFilter = (name: string) => boolean;

/**
 * Which files of a folder are wanted, by their names.
 *
 * @param patterns with `*` and `?`; without any, pictures by their ending
 * @throws PitchlineError PATTERN_INVALID
 */
export function createNameFilter(patterns: readonly string[]): NameFilter {
  if (patterns.length === 0) return (name) => !isTemporaryName(name) && isPictureName(name);
  const programs = patterns.map((pattern) => compile(parseTemplate(pattern, true)));
  return (name) =>
    !isTemporaryName(name) && programs.some((program) => run(program, name) !== null);
}
