/** A Python literal as plain data: lists and tuples are arrays, dicts are maps (keys keep their type). */
export type PythonValue =
  | null
  | boolean
  | number
  | string
  | readonly PythonValue[]
  | ReadonlyMap<PythonValue, PythonValue>;

/** Text that is no Python literal; `position` counts UTF-16 units from the start. */
export class PythonLiteralError extends Error {
  override readonly name = 'PythonLiteralError';
  readonly position: number;

  constructor(problem: string, position: number) {
    super(`${problem} at position ${position}`);
    this.position = position;
  }
}

/** Nobody writes metadata this deep; a hostile file must not exhaust the stack. */
const MAX_DEPTH = 64;

const CONSTANTS: ReadonlyMap<string, PythonValue> = new Map<string, PythonValue>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const HEX_ESCAPE_LENGTH: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/**
 * Reads what Python's `repr` writes for dicts, lists, tuples, strings, numbers, True, False and
 * None, the part of `ast.literal_eval` that ONNX metadata needs. Nothing is evaluated.
 *
 * @throws PythonLiteralError naming the position of what was not understood.
 */
export function parsePythonLiteral(text: string): PythonValue {
  const reader = new LiteralReader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class LiteralReader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): PythonValue {
    if (depth > MAX_DEPTH) this.fail(`Nested deeper than ${MAX_DEPTH} levels`);
    const next = this.peek();
    if (next === undefined) return this.fail('The text ends where a value should be');
    if (next === '{') return this.dict(depth);
    if (next === '[') return this.items(']', depth).values;
    if (next === '(') return this.tuple(depth);
    if (next === "'" || next === '"') return this.strings();
    if (/[0-9.+-]/.test(next)) return this.number();
    return this.constant();
  }

  end(): void {
    if (this.peek() !== undefined) this.fail('Something follows the value');
  }

  private dict(depth: number): ReadonlyMap<PythonValue, PythonValue> {
    const entries = new Map<PythonValue, PythonValue>();
    this.position++;
    while (this.peek() !== '}') {
      const key = this.value(depth + 1);
      this.expect(':');
      entries.set(key, this.value(depth + 1));
      if (this.peek() !== '}') this.expect(',');
    }
    this.position++;
    return entries;
  }

  /** `(x)` is x itself; only a comma makes a tuple. */
  private tuple(depth: number): PythonValue {
    const { values, commas } = this.items(')', depth);
    const [only] = values;
    return values.length === 1 && commas === 0 && only !== undefined ? only : values;
  }

  private items(close: string, depth: number): { values: PythonValue[]; commas: number } {
    const values: PythonValue[] = [];
    let commas = 0;
    this.position++;
    while (this.peek() !== close) {
      values.push(this.value(depth + 1));
      if (this.peek() === close) break;
      this.expect(',');
      commas++;
    }
    this.position++;
    return { values, commas };
  }

  /** Neighbouring string literals are one string, as in Python. */
  private strings(): string {
    let joined = '';
    for (let quote = this.peek(); quote === "'" || quote === '"'; quote = this.peek()) {
      joined += this.string(quote);
    }
    return joined;
  }

  private string(quote: string): string {
    const start = this.position;
    const parts: string[] = [];
    this.position++;
    for (;;) {
      const next = this.text[this.position];
      if (next === undefined) {
        this.position = start;
        return this.fail('A string without its closing quote');
      }
      this.position++;
      if (next === quote) return parts.join('');
      parts.push(next === '\\' ? this.escape() : next);
    }
  }

  private escape(): string {
    const kind = this.text[this.position];
    if (kind === undefined) return this.fail('The text ends inside an escape');
    const simple = SIMPLE_ESCAPES.get(kind);
    if (simple !== undefined) {
      this.position++;
      return simple;
    }
    const hexLength = HEX_ESCAPE_LENGTH.get(kind);
    if (hexLength !== undefined) return this.hexEscape(hexLength);
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.position, this.position + 3));
    if (octal) {
      this.position += octal[0].length;
      return String.fromCodePoint(Number.parseInt(octal[0], 8));
    }
    return this.fail(`The escape \\${kind} is not known`);
  }

  private hexEscape(length: number): string {
    const digits = this.text.slice(this.position + 1, this.position + 1 + length);
    const code = new RegExp(`^[0-9a-fA-F]{${length}}$`).test(digits)
      ? Number.parseInt(digits, 16)
      : Number.NaN;
    // The comparison is false for NaN too.
    if (!(code <= 0x10ffff)) return this.fail('A broken hexadecimal escape');
    this.position += 1 + length;
    return String.fromCodePoint(code);
  }

  private number(): number {
    const match = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(this.text.slice(this.position));
    if (!match) return this.fail('A number was expected');
    this.position += match[0].length;
    return Number(match[0]);
  }

  private constant(): PythonValue {
    const word = /^\w+/.exec(this.text.slice(this.position))?.[0] ?? '';
    const value = CONSTANTS.get(word);
    if (value === undefined) return this.fail(`No literal starts like this`);
    this.position += word.length;
    return value;
  }

  /** The next character that is not white space; undefined at the end. */
  private peek(): string | undefined {
    while (/\s/.test(this.text[this.position] ?? '')) this.position++;
    return this.text[this.position];
  }

  private expect(character: string): void {
    if (this.peek() !== character) this.fail(`'${character}' was expected`);
    this.position++;
  }

  private fail(problem: string): never {
    throw new PythonLiteralError(problem, this.position);
  }
}
