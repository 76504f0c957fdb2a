import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../cli.ts';
import { isNode, type Node, nameOf, nodesOf, placeOf, type Source, stringOf } from './syntax.ts';

const DEFAULT_NAMESPACE = 'frame';

/** One call that asks for a text. */
interface Question {
  readonly place: string;
  readonly source: Source;
  readonly key: Node;
  readonly namespace: string;
  /** `exists` asks whether there is a text for a word that came from outside. */
  readonly kind: 'text' | 'exists';
}

export interface AskedKeys {
  /** `namespace:key`, without a plural's ending, and the places that ask for it. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** What stands before a word that came from outside, as `namespace:key.`. */
  readonly prefixes: readonly string[];
  /** Calls whose key the types do not narrow to a list of strings. */
  readonly untyped: readonly string[];
}

/**
 * Every key that the sources can ask for. What an expression can come to is asked of the compiler: in
 * a copy of the sources each key is given a type that it cannot have, and the complaint lists its own.
 */
export async function askedKeys(sources: readonly Source[]): Promise<AskedKeys> {
  const questions = sources.flatMap(questionsOf);
  const asked = questions.filter(({ kind }) => kind === 'text');
  const types = await typesOf(sources, asked);
  const keys = new Map<string, readonly string[]>();
  const untyped: string[] = [];
  for (const [index, { place, namespace }] of asked.entries()) {
    const strings = stringsOf(types.get(index) ?? '');
    if (strings === null) untyped.push(`${place} ${types.get(index) ?? 'no complaint'}`);
    for (const key of strings ?? []) {
      const whole = key.includes(':') ? key : `${namespace}:${key}`;
      keys.set(whole, [...(keys.get(whole) ?? []), place]);
    }
  }
  const prefixes = questions
    .filter(({ kind }) => kind === 'exists')
    .map(({ source, key }) => /^[`'"]([\w:.]*)/.exec(source.text.slice(key.start))?.[1] ?? '');
  return { keys, prefixes, untyped };
}

function questionsOf(source: Source): readonly Question[] {
  return nodesOf(source).flatMap(({ node, ancestors }): readonly Question[] => {
    if (node.type !== 'CallExpression') return [];
    const [key] = node.arguments as readonly unknown[];
    if (!isNode(key)) return [];
    const { callee } = node;
    const of = isNode(callee) && callee.type === 'MemberExpression' ? nameOf(callee.object) : null;
    const isText = nameOf(callee) === 't' && (of === null || /^i18n(ext)?$/.test(of));
    const isExists = nameOf(callee) === 'exists' && /^i18n(ext)?$/.test(of ?? '');
    if (!isText && !isExists) return [];
    const namespace = namespaceAt(ancestors);
    const kind = isText ? 'text' : 'exists';
    const place = placeOf(source, node);
    return branchesOf(key).map((branch) => ({ place, source, key: branch, namespace, kind }));
  });
}

/** `a` and `b` of `condition ? a : b`: in one, the types of template strings would be lost. */
function branchesOf(key: Node): readonly Node[] {
  if (key.type !== 'ConditionalExpression') return [key];
  return [key.consequent, key.alternate].filter(isNode).flatMap(branchesOf);
}

/** The first namespace of the nearest `useTranslation(...)` or `t: TFunction<...>` around a call. */
function namespaceAt(ancestors: readonly Node[]): string {
  for (const scope of ancestors.toReversed()) {
    const named = namespaceOf(scope);
    if (named !== null) return named;
  }
  return DEFAULT_NAMESPACE;
}

function namespaceOf(scope: Node): string | null {
  const { params, body } = scope;
  for (const param of Array.isArray(params) ? params : []) {
    const { typeAnnotation } = param as { readonly typeAnnotation?: Node | null };
    if (nameOf(param) === 't' && isNode(typeAnnotation)) return firstString(typeAnnotation);
  }
  const statements = isNode(body) && Array.isArray(body.body) ? (body.body as Node[]) : [];
  for (const { declarations } of statements) {
    for (const { init } of (declarations ?? []) as readonly { readonly init: unknown }[]) {
      if (isNode(init) && nameOf(init.callee) === 'useTranslation') return firstString(init);
    }
  }
  return null;
}

/** The first string literal under a node, in the order of the source. */
function firstString(node: Node): string | null {
  for (const child of Object.values(node).flat()) {
    if (!isNode(child)) continue;
    const found = stringOf(child) ?? firstString(child);
    if (found !== null) return found;
  }
  return null;
}

/** What the compiler calls each key's type, by the question's number. */
async function typesOf(
  sources: readonly Source[],
  asked: readonly Question[],
): Promise<ReadonlyMap<number, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  try {
    for (const name of [
      'src/shared',
      'src/renderer',
      'tsconfig.base.json',
      'tsconfig.renderer.json',
    ]) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const source of sources) {
      const path = join(folder, 'src/renderer', source.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, probed(source, asked));
    }
    const complaints = await compile(folder);
    const pattern = /error TS1360: Type '(.*)' does not satisfy the expected type '(\d+)'/g;
    return new Map(
      [...complaints.matchAll(pattern)].map(([, type, index]) => [Number(index), type ?? '']),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The source with each key as `${key}`, whose type is its strings and never a name for them. */
function probed(source: Source, asked: readonly Question[]): string {
  const places = [...asked.entries()].filter(([, question]) => question.source === source);
  const insertions = places.flatMap(([index, { key }]) => [
    { at: key.start, order: 0, text: '(`${' },
    { at: key.end, order: 1, text: `}\` as const satisfies ${index})` },
  ]);
  return insertions
    .toSorted((a, b) => b.at - a.at || a.order - b.order)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), source.text);
}

function compile(folder: string): Promise<string> {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [
    compiler,
    '-p',
    'tsconfig.renderer.json',
    '--noErrorTruncation',
    '--pretty',
    'false',
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (_error, stdout, stderr) =>
      // It ends with an error as a matter of course.
      resolve(`${stdout}${stderr}`),
    );
  });
}

/** `"a" | "b"` as a list; null for a type with more than so many strings. */
function stringsOf(type: string): readonly string[] | null {
  const parts = type.split(' | ');
  return parts.every((part) => /^"[^"]+"$/.test(part))
    ? parts.map((part) => part.slice(1, -1))
    : null;
}
