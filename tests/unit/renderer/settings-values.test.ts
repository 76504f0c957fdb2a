import { describe, expect, it } from 'vitest';
import {
  LINES,
  numberIn,
  orNothing,
  type Writing,
} from '../../../src/renderer/features/settings/values.ts';

describe('a number', () => {
  it.each([
    ['2', 2_000_000_000],
    ['0.5', 500_000_000],
    ['0,5', 500_000_000],
    [' 12 ', 12_000_000_000],
  ])('%s in GB is %d bytes', (text, bytes) => {
    expect(numberIn(1e9).parse(text)).toBe(bytes);
  });

  it.each(['', '-1', '1e3', 'two', '1.2.3', '0x10', '1 000'])('is not read from "%s"', (text) => {
    expect(numberIn().parse(text)).toBeUndefined();
  });

  it.each([500_000_000, 2_000_000_000, 123_456_789])(
    '%d bytes are written and read back',
    (bytes) => {
      const { toText, parse } = numberIn(1e9);
      expect(parse(toText(bytes))).toBe(bytes);
    },
  );

  it('is written without the noise of a division', () => {
    expect(numberIn(1e9).toText(300_000_000)).toBe('0.3');
  });
});

describe('an empty field', () => {
  const limit: Writing<number | null> = orNothing(numberIn());
  it('is no limit, and what is no number is still none', () => {
    expect(limit.parse(' ')).toBeNull();
    expect(limit.parse('x')).toBeUndefined();
    expect(limit.toText(null)).toBe('');
    expect(limit.toText(90)).toBe('90');
  });
});

describe('lines', () => {
  it('are read without empty ones', () => {
    expect(LINES.parse(' one \n\n two\n')).toEqual(['one', 'two']);
    expect(LINES.toText(['one', 'two'])).toBe('one\ntwo');
  });
});
