import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PythonLiteralError,
  type PythonValue,
  parsePythonLiteral,
} from '../../../src/shared/python-literal.ts';

describe('parsePythonLiteral', () => {
  it.each<[string, PythonValue]>([
    ['None', null],
    [' True ', true],
    ['False', false],
    ['-12', -12],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['3.', 3],
    ['[640, 640]', [640, 640]],
    ['(1, 2)', [1, 2]],
    ['(1,)', [1]],
    ['(1)', 1],
    ['()', []],
    ['[]', []],
    ['[1, 2,]', [1, 2]],
    [`'it\\'s'`, "it's"],
    [`"it's"`, "it's"],
    [`'a' "b"`, 'ab'],
    [`'\\x41\\u00e4\\U0001f527\\101\\n\\\\'`, 'Aä🔧A\n\\'],
  ])('reads %s', (text, value) => {
    expect(parsePythonLiteral(text)).toEqual(value);
  });

  it('reads the names and the arguments that Ultralytics writes', () => {
    expect(parsePythonLiteral("{0: 'crack', 1: 'fold, deep'}")).toEqual(
      new Map([
        [0, 'crack'],
        [1, 'fold, deep'],
      ]),
    );
    expect(parsePythonLiteral("{'nms': False, 'fraction': 1.0, 'data': None}")).toEqual(
      new Map<string, PythonValue>([
        ['nms', false],
        ['fraction', 1],
        ['data', null],
      ]),
    );
  });

  it.each([
    ['', 0],
    ['{1: 2', 5],
    ['{1 2}', 3],
    ['[1 2]', 3],
    ["'open", 0],
    ["'\\q'", 2],
    ["'\\x4'", 2],
    ["'\\Uffffffff'", 2],
    ['1 2', 2],
    ['__import__("os")', 0],
    ['True if x else y', 5],
    ['-', 0],
  ])('refuses %s at position %i', (text, position) => {
    expect(() => parsePythonLiteral(text)).toThrow(PythonLiteralError);
    try {
      parsePythonLiteral(text);
    } catch (error) {
      expect((error as PythonLiteralError).position).toBe(position);
    }
  });

  it('refuses what is nested without end instead of exhausting the stack', () => {
    expect(() => parsePythonLiteral('['.repeat(100_000))).toThrow(/deeper/);
  });

  it('reads back whatever repr would write', () => {
    const leaf = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
      fc.string({ unit: 'binary' }),
    );
    const { value } = fc.letrec<{ value: PythonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value')),
        fc.array(fc.tuple(fc.string(), tie('value'))).map((entries) => new Map(entries)),
      ),
    }));
    fc.assert(
      fc.property(value, (original) => {
        expect(parsePythonLiteral(repr(original))).toEqual(original);
      }),
    );
  });
});

function repr(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n');
    return `'${escaped}'`;
  }
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${repr(key)}: ${repr(item)}`).join(', ')}}`;
  }
  return `[${(value as readonly PythonValue[]).map(repr).join(', ')}]`;
}
