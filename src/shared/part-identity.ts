import { z } from 'zod';
import { parseExpression } from './part-pattern/parse-expression.ts';
import { parseTemplate } from './part-pattern/parse-template.ts';
import { compile } from './part-pattern/program.ts';
import { run } from './part-pattern/run.ts';

const value = z.string().optional();

/** Which part a picture shows, as its name tells; `time` as it is written there. */
export const PartIdentitySchema = z.object({
  serial: value,
  lot: value,
  station: value,
  side: value,
  time: value,
  /** False where a pattern was given and the name does not follow it. */
  matched: z.boolean(),
});
export type PartIdentity = Readonly<z.infer<typeof PartIdentitySchema>>;

export const PartPatternSchema = z.strictObject({
  /**
   * `template`: `{serial}_{lot}_{side}.*`. `expression`: a regular expression with groups named so.
   * A pattern with a `/` in it is about the path inside the folder, any other about the file's name.
   */
  kind: z.enum(['template', 'expression']),
  text: z.string().min(1).max(300),
});
export type PartPattern = Readonly<z.infer<typeof PartPatternSchema>>;

export type PartReader = (relativePath: string) => PartIdentity;

/** Longer values are no identity. */
const LONGEST_VALUE = 200;

/**
 * Makes a reader of names. It takes linear time whatever the pattern, so that a careless one cannot
 * stop the station.
 *
 * @throws PitchlineError PATTERN_INVALID, with what is wrong and where
 */
export function createPartReader({ kind, text }: PartPattern): PartReader {
  const program = compile(kind === 'template' ? parseTemplate(text) : parseExpression(text));
  const aboutPath = text.includes('/');
  return (relativePath) => {
    const found = run(program, aboutPath ? relativePath : nameOf(relativePath));
    if (found === null) return { matched: false };
    const kept = Object.entries(found).filter(([, text]) => text.length <= LONGEST_VALUE);
    return { ...Object.fromEntries(kept), matched: true };
  };
}

/** The last part of a path inside a folder, which has `/` on every platform. */
export function nameOf(relativePath: string): string {
  return relativePath.slice(relativePath.lastIndexOf('/') + 1);
}
