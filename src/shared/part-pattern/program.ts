import { PitchlineError } from '../errors.ts';
import type { CharTest, PartField, PatternNode } from './syntax.ts';

/** One step of a compiled pattern; numbers are places in the program. */
export type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'start' }
  | { readonly op: 'end' }
  /** Tries the first way, then the second one. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'mark'; readonly field: PartField; readonly edge: 'from' | 'to' }
  | { readonly op: 'match' };

export type Program = readonly Instruction[];

const LONGEST = 4_000;

/** @throws PitchlineError PATTERN_INVALID where the program would be too long */
export function compile(node: PatternNode): Program {
  const program: Instruction[] = [];
  emit(node, program);
  program.push({ op: 'match' });
  return program;
}

function emit(node: PatternNode, program: Instruction[]): void {
  if (program.length > LONGEST) {
    throw new PitchlineError(
      'PATTERN_INVALID',
      'The pattern is too large. Use * or + instead of large repetitions.',
    );
  }
  switch (node.kind) {
    case 'char':
      program.push({ op: 'char', test: node.test });
      return;
    case 'start':
    case 'end':
      program.push({ op: node.kind });
      return;
    case 'sequence':
      for (const item of node.items) emit(item, program);
      return;
    case 'field':
      program.push({ op: 'mark', field: node.field, edge: 'from' });
      emit(node.item, program);
      program.push({ op: 'mark', field: node.field, edge: 'to' });
      return;
    case 'choice':
      emitChoice(node.options, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
      return;
  }
}

function emitChoice(options: readonly PatternNode[], program: Instruction[]): void {
  const ends: number[] = [];
  for (const [index, option] of options.entries()) {
    const isLast = index === options.length - 1;
    const split = isLast ? null : reserve(program);
    emit(option, program);
    if (split === null) break;
    ends.push(reserve(program));
    program[split] = { op: 'split', first: split + 1, second: program.length };
  }
  for (const end of ends) program[end] = { op: 'jump', to: program.length };
}

function emitRepeat(
  { item, min, max, lazy }: Extract<PatternNode, { readonly kind: 'repeat' }>,
  program: Instruction[],
): void {
  for (let copy = 0; copy < min; copy += 1) emit(item, program);
  if (max === Number.POSITIVE_INFINITY) {
    const split = reserve(program);
    emit(item, program);
    program.push({ op: 'jump', to: split });
    program[split] = fork(split + 1, program.length, lazy);
    return;
  }
  const splits: number[] = [];
  for (let copy = min; copy < max; copy += 1) {
    splits.push(reserve(program));
    emit(item, program);
  }
  for (const split of splits) program[split] = fork(split + 1, program.length, lazy);
}

function fork(into: number, past: number, lazy: boolean): Instruction {
  return lazy
    ? { op: 'split', first: past, second: into }
    : { op: 'split', first: into, second: past };
}

/** A place that is filled in when its target is known. */
function reserve(program: Instruction[]): number {
  program.push({ op: 'match' });
  return program.length - 1;
}
