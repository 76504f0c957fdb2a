import { classOf, rangeOf } from './char-classes.ts';
import { type CharTest, checkField, invalid, literal, type PatternNode } from './syntax.ts';

/** `{3,200}` is written out as so many copies. */
const MOST_COPIES = 200;
const DEEPEST = 20;

/**
 * Reads a regular expression in JavaScript's notation, without what cannot be matched in linear time:
 * no references back, no looking ahead or behind. Groups with names are the fields of an identity.
 *
 * @throws PitchlineError PATTERN_INVALID
 */
export function parseExpression(text: string): PatternNode {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  readonly #chars: readonly string[];
  readonly #seen = new Set<string>();
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#chars = [...text];
  }

  parse(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.#chars.length) throw this.#refuse('a ")" has no "(" before it');
    return node;
  }

  #choice(): PatternNode {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (let char = this.#peek(); char !== null && char !== '|' && char !== ')'; ) {
      items.push(this.#quantified(this.#atom()));
      char = this.#peek();
    }
    return { kind: 'sequence', items };
  }

  #atom(): PatternNode {
    const char = this.#next();
    switch (char) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'char', test: (other) => other !== '\n' && other !== '\r' };
      case '(':
        return this.#group();
      case '[':
        return { kind: 'char', test: this.#set() };
      case '\\': {
        const escaped = this.#escape();
        return typeof escaped === 'string' ? literal(escaped) : { kind: 'char', test: escaped };
      }
      case '*':
      case '+':
      case '?':
      case '{':
        this.#at -= 1;
        throw this.#refuse(`"${char}" repeats nothing; write \\${char} for the character itself`);
      default:
        return literal(char);
    }
  }

  #group(): PatternNode {
    const where = this.#at;
    let name: string | null = null;
    if (this.#take('?')) {
      if (this.#take('<') && this.#peek() !== '=' && this.#peek() !== '!') {
        name = this.#until('>');
      } else if (!this.#take(':')) {
        throw this.#refuse('looking ahead or behind, as (?=…), is not possible here');
      }
    }
    const field = name === null ? null : checkField(name, this.#text, where);
    if (field !== null) {
      if (this.#seen.has(field)) throw this.#refuse(`the group "${field}" is there twice`);
      this.#seen.add(field);
    }
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#refuse('its groups are nested too deeply');
    const item = this.#choice();
    this.#depth -= 1;
    if (!this.#take(')')) throw this.#refuse('a "(" has no ")" after it');
    return field === null ? item : { kind: 'field', field, item };
  }

  #quantified(item: PatternNode): PatternNode {
    const where = this.#at;
    const bounds = this.#bounds();
    if (bounds === null) return item;
    const [min, max] = bounds;
    if (item.kind === 'start' || item.kind === 'end') {
      this.#at = where;
      throw this.#refuse('the start or the end cannot repeat');
    }
    if (max > 1 && hasField(item)) {
      this.#at = where;
      throw this.#refuse('a group with a name cannot repeat; put the repetition into it');
    }
    return { kind: 'repeat', item, min, max, lazy: this.#take('?') };
  }

  #bounds(): readonly [number, number] | null {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    if (!this.#take('{')) return null;
    const match = /^(\d{1,4})(,(\d{0,4}))?$/.exec(this.#until('}'));
    if (match === null) throw this.#refuse('write {3}, {3,} or {3,5}; or \\{ for a brace');
    const min = Number(match[1]);
    const max =
      match[2] === undefined ? min : match[3] ? Number(match[3]) : Number.POSITIVE_INFINITY;
    if (max < min) throw this.#refuse('the repetition ends below its beginning');
    if (min > MOST_COPIES || (Number.isFinite(max) && max > MOST_COPIES)) {
      throw this.#refuse(`it repeats more than ${MOST_COPIES} times; use * or + instead`);
    }
    return [min, max];
  }

  /** `[^a-z_]`, after its bracket. */
  #set(): CharTest {
    const negated = this.#take('^');
    const tests: CharTest[] = [];
    for (let char = this.#next(); char !== ']'; char = this.#next()) {
      const from = char === '\\' ? this.#escape() : char;
      if (typeof from !== 'string') tests.push(from);
      else if (this.#peek() === '-' && this.#chars[this.#at + 1] !== ']') {
        this.#next();
        tests.push(this.#range(from));
      } else tests.push((other) => other === from);
    }
    return (char) => tests.some((test) => test(char)) !== negated;
  }

  #range(from: string): CharTest {
    const next = this.#next();
    const to = next === '\\' ? this.#escape() : next;
    if (typeof to !== 'string' || to < from)
      throw this.#refuse(`the range from "${from}" is wrong`);
    return rangeOf(from, to);
  }

  /** The character or the class after a backslash. */
  #escape(): string | CharTest {
    const letter = this.#next();
    const test = classOf(letter);
    if (test !== null) return test;
    if (/^[A-Za-z0-9]$/.test(letter)) {
      throw this.#refuse(`"\\${letter}" is not possible here; there are \\d \\w \\s \\D \\W \\S`);
    }
    return letter;
  }

  #until(end: string): string {
    let text = '';
    for (let char = this.#next(); char !== end; char = this.#next()) text += char;
    return text;
  }

  #peek(): string | null {
    return this.#chars[this.#at] ?? null;
  }

  #next(): string {
    const char = this.#peek();
    if (char === null) throw this.#refuse('it ends too early');
    this.#at += 1;
    return char;
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at += 1;
    return true;
  }

  #refuse(sentence: string): Error {
    return invalid(this.#text, this.#at, sentence);
  }
}

function hasField(node: PatternNode): boolean {
  switch (node.kind) {
    case 'field':
      return true;
    case 'repeat':
      return hasField(node.item);
    case 'sequence':
      return node.items.some(hasField);
    case 'choice':
      return node.options.some(hasField);
    case 'char':
    case 'start':
    case 'end':
      return false;
  }
}
