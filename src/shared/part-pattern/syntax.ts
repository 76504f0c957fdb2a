import { PitchlineError } from '../errors.ts';

/** What a part's name may tell. */
export const PART_FIELDS = ['serial', 'lot', 'station', 'side', 'time'] as const;
export type PartField = (typeof PART_FIELDS)[number];

/** Whether one character (a code point) is meant. */
export type CharTest = (char: string) => boolean;

/** A pattern, however it was written. */
export type PatternNode =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: PatternNode;
      readonly min: number;
      /** Infinity for no bound. */
      readonly max: number;
      /** Takes as little as it can instead of as much. */
      readonly lazy: boolean;
    }
  | { readonly kind: 'field'; readonly field: PartField; readonly item: PatternNode };

export function isPartField(name: string): name is PartField {
  return (PART_FIELDS as readonly string[]).includes(name);
}

export function literal(char: string, ignoreCase = false): PatternNode {
  if (!ignoreCase) return { kind: 'char', test: (other) => other === char };
  const folded = char.toLowerCase();
  return { kind: 'char', test: (other) => other.toLowerCase() === folded };
}

/** @param where position in the text, from 0 */
export function invalid(text: string, where: number, sentence: string): PitchlineError {
  return new PitchlineError(
    'PATTERN_INVALID',
    `The pattern ${JSON.stringify(text)} cannot be used: ${sentence} (at character ${where + 1}).`,
  );
}

export function checkField(name: string, text: string, where: number): PartField {
  if (isPartField(name)) return name;
  throw invalid(
    text,
    where,
    `"${name}" is not a part of an identity; there are ${PART_FIELDS.join(', ')}`,
  );
}
