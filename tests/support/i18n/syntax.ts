import { parseSync } from 'vite';

/** A node of the ESTree that Vite's parser gives, with its place in the source. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Source {
  /** Relative to the folder of the sources, with `/`. */
  readonly file: string;
  readonly text: string;
}

export interface Visited {
  readonly node: Node;
  /** From the file's root down to the node's parent. */
  readonly ancestors: readonly Node[];
}

/** Every node of a TypeScript source, parents first; throws where it cannot be parsed. */
export function nodesOf({ file, text }: Source): readonly Visited[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const visited: Visited[] = [];
  const visit = (value: unknown, ancestors: readonly Node[]): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one, ancestors);
    } else if (isNode(value)) {
      visited.push({ node: value, ancestors });
      for (const child of Object.values(value)) visit(child, [...ancestors, value]);
    }
  };
  visit(program, []);
  return visited;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The name of an identifier, the property of `a.b`, a string used as a key; else null. */
export function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return String(node.name);
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return stringOf(node);
}

/** What a string literal says; null for everything else. */
export function stringOf(node: unknown): string | null {
  if (!isNode(node) || node.type !== 'Literal') return null;
  return typeof node.value === 'string' ? node.value : null;
}

/** `file:line`, as an editor opens it. */
export function placeOf({ file, text }: Source, { start }: Node): string {
  return `${file}:${text.slice(0, start).split('\n').length}`;
}
