import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue } from '../../../src/shared/canonical-json.ts';

describe('canonical JSON', () => {
  it('sorts keys, leaves out blanks and what is undefined', () => {
    const value = { b: [1, 'é\n', null], a: { d: true, c: 0.1 }, none: undefined };
    expect(canonicalJson(value)).toBe('{"a":{"c":0.1,"d":true},"b":[1,"é\\n",null]}');
  });

  it('writes a negative zero as the table gives it back', () => {
    expect(canonicalJson(-0)).toBe('0');
  });

  it('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson([Number.NaN])).toThrow(TypeError);
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow(TypeError);
  });

  it('is the same for equal values, whatever the order of their keys, and JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(reversed(value) as JsonValue)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, reversed(member)]));
}
