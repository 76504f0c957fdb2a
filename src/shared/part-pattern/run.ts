import type { Program } from './program.ts';
import type { PartField } from './syntax.ts';

/** Longer texts are not looked at: file systems end far below. */
const LONGEST_TEXT = 4_096;

export type Fields = Readonly<Partial<Record<PartField, string>>>;

type Step =
  | { readonly at: number; readonly position: number }
  /** Puts a mark back when everything behind it has failed. */
  | { readonly key: string; readonly before: number | undefined };

/**
 * The leftmost match, by trying one way after the other as a regular expression does. No pair of
 * place and position is ever tried twice: what failed there once fails again. So the time is bounded
 * by program length times text length, whatever the pattern (RE2 calls this its bit-state search).
 *
 * @returns the fields that took part; null where the text does not match
 */
export function run(program: Program, text: string): Fields | null {
  const chars = [...text];
  if (chars.length > LONGEST_TEXT) return null;
  const width = chars.length + 1;
  const tried = new Uint8Array(Math.ceil((program.length * width) / 8));
  for (let start = 0; start < width; start += 1) {
    const marks = search(program, chars, start, tried);
    if (marks !== null) return fieldsOf(marks, chars);
  }
  return null;
}

function search(
  program: Program,
  chars: readonly string[],
  start: number,
  tried: Uint8Array,
): ReadonlyMap<string, number> | null {
  const marks = new Map<string, number>();
  const steps: Step[] = [{ at: 0, position: start }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('key' in step) {
      if (step.before === undefined) marks.delete(step.key);
      else marks.set(step.key, step.before);
      continue;
    }
    const { at, position } = step;
    const bit = at * (chars.length + 1) + position;
    const mask = 1 << (bit & 7);
    if (((tried[bit >> 3] ?? 0) & mask) !== 0) continue;
    tried[bit >> 3] = (tried[bit >> 3] ?? 0) | mask;
    const instruction = program[at]!;
    switch (instruction.op) {
      case 'match':
        return marks;
      case 'char': {
        const char = chars[position];
        if (char !== undefined && instruction.test(char)) {
          steps.push({ at: at + 1, position: position + 1 });
        }
        break;
      }
      case 'start':
        if (position === 0) steps.push({ at: at + 1, position });
        break;
      case 'end':
        if (position === chars.length) steps.push({ at: at + 1, position });
        break;
      case 'jump':
        steps.push({ at: instruction.to, position });
        break;
      case 'split':
        steps.push({ at: instruction.second, position }, { at: instruction.first, position });
        break;
      case 'mark': {
        const key = `${instruction.field} ${instruction.edge}`;
        steps.push({ key, before: marks.get(key) }, { at: at + 1, position });
        marks.set(key, position);
        break;
      }
    }
  }
  return null;
}

function fieldsOf(marks: ReadonlyMap<string, number>, chars: readonly string[]): Fields {
  const fields: Partial<Record<PartField, string>> = {};
  for (const [key, to] of marks) {
    const [field, edge] = key.split(' ') as [PartField, string];
    if (edge === 'to') fields[field] = chars.slice(marks.get(`${field} from`), to).join('');
  }
  return fields;
}
