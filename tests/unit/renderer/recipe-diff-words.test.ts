import { describe, expect, it } from 'vitest';
import {
  kindOf,
  partsOf,
  pathInWords,
  valueInWords,
} from '../../../src/renderer/features/recipes/diff-words.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';
import { diffRecipes } from '../../../src/shared/recipes/diff.ts';
import { formatPath } from '../../../src/shared/recipes/refusal.ts';

const WORDS: Readonly<Record<string, string>> = {
  rules: 'Rules of',
  limits: 'limit',
  from: 'from',
};
const word = (field: string): string | undefined => WORDS[field];
const words = { word, number: String, corners: (count: number) => `${count} corners` };

describe('a change in words', () => {
  it.each([
    [['rules', 'crack', 0, 'limits', 'lengthMm']],
    [['rules', 'a "b" [0].c', 12, 'severity']],
    [['classes', '齿轮', 'minimumScore']],
    [['rules', '*', 0]],
  ])('has the parts of the path %j', (path) => {
    expect(partsOf(formatPath(path))).toEqual(path);
  });

  it('names fields in words and leaves the names of classes alone', () => {
    expect(pathInWords('rules.limits[0].limits.areaPx', word)).toBe(
      'Rules of › limits › 1 › limit › areaPx',
    );
  });

  it('says values shortly, and nothing of what says nothing', () => {
    expect(valueInWords({ from: 0.3, to: 0.5 }, words)).toBe('from 0.3, to 0.5');
    expect(valueInWords([{ atLeast: {}, limits: { count: 3 } }], words)).toBe('limit count 3');
    expect(
      valueInWords(
        {
          name: '',
          points: [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
        },
        words,
      ),
    ).toBe('points 3 corners');
    expect(valueInWords(null, words)).toBeNull();
    expect(valueInWords({}, words)).toBeNull();
    expect(valueInWords(false, words)).toBe('✕');
  });

  it('tells what is new from what is gone', () => {
    const before = parseRecipe({ name: 'a', classes: { crack: { minimumScore: 0.3 } } });
    const after = parseRecipe({ name: 'a', minimumScore: 0.4, tiling: null });
    const kinds = diffRecipes(before, after).map((change) => [change.path, kindOf(change)]);
    expect(Object.fromEntries(kinds)).toEqual({
      minimumScore: 'changed',
      tiling: 'added',
      'classes.crack': 'removed',
    });
  });
});
