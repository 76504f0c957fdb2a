import { describe, expect, it } from 'vitest';
import { listNames, plainName } from '../../../src/main/vision/class-names.ts';

describe('a class name', () => {
  it.each([
    ['crack', 'crack'],
    ['Öl-Fleck 2 (≥ 5 µm)', 'Öl-Fleck 2 (≥ 5 µm)'],
    ['裂纹', '裂纹'],
    ['شرخ', 'شرخ'],
    ['crack\r\n', 'crack'],
    ['\u001b[2J\u001b[31mcrack', '[2J [31mcrack'],
    ['a\u202eb\u2069c\u0000d', 'a b c d'],
    ['\u0007', ''],
  ])('%j becomes %j', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });

  it('of a million characters is cut, between two characters', () => {
    expect(plainName('x'.repeat(1_000_000))).toBe(`${'x'.repeat(99)}…`);
    expect(plainName('🔧'.repeat(200))).toBe(`${'🔧'.repeat(99)}…`);
  });
});

describe('names in a sentence', () => {
  it('are all of a few, and the first of many', () => {
    expect(listNames(['a', 'b\n', 3])).toBe('a, b, 3');
    const many = Array.from({ length: 10_000_000 }, (_, id) => id);
    expect(listNames(many)).toBe('0, 1, 2, 3, 4, 5, 6, 7 and 9999992 more');
  });
});
