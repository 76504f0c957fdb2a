import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/shared/export/csv.ts';

describe('a line of a CSV', () => {
  it('is quoted where it must be', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', ' h', null, 1.5, true])).toBe(
      'a,"b,c","d""e","f\ng"," h",,1.5,true\r\n',
    );
  });

  it.each(['=1+1', '+x', '+1', '-x', '@SUM(A1)', '\t=1', ' =1', '\uFEFF=1', '＝1+1', '－x', '＠a'])(
    'computes nothing in a spreadsheet: %j',
    (cell) => {
      expect(csvLine([cell])).toBe(`'${cell}\r\n`);
    },
  );

  it('marks a formula also where it is quoted', () => {
    expect(csvLine(['=HYPERLINK("x")'])).toBe(`"'=HYPERLINK(""x"")"\r\n`);
  });

  it.each(['-1', '-1.5', 'a-b', '0042'])('leaves as it is what is no formula: %j', (cell) => {
    expect(csvLine([cell])).toBe(`${cell}\r\n`);
  });
});
