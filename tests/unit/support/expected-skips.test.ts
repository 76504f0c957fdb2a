import { describe, expect, it } from 'vitest';
import expectedSkips from '../../expected-skips.json' with { type: 'json' };
import { type ExpectedSkip, excuseOf } from '../../support/expected-skips.ts';

const expected = expectedSkips as readonly ExpectedSkip[];
const AWKWARD = 'tests/unit/decode/awkward.test.ts > the awkward pictures > empty.jpg';

describe('a skipped test', () => {
  it('is excused where the machine lacks what it needs', () => {
    expect(excuseOf(AWKWARD, expected, (lack) => lack === 'photographs')?.why).toMatch(
      /photographs/,
    );
  });

  it('is not excused where the machine has it, or lacks something else', () => {
    expect(excuseOf(AWKWARD, expected, () => false)).toBeUndefined();
    expect(excuseOf(AWKWARD, expected, (lack) => lack === 'mount')).toBeUndefined();
  });

  it('that nobody named is never excused', () => {
    expect(excuseOf('tests/unit/yolo/head.test.ts > a', expected, () => true)).toBeUndefined();
  });
});
