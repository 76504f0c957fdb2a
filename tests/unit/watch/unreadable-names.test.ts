import { describe, expect, it } from 'vitest';
import { UnreadableNames } from '../../../src/main/watch/unreadable-names.ts';

const paths = (names: UnreadableNames) => names.troubles().map(({ relativePath }) => relativePath);

describe('names under which nothing can be opened', () => {
  it('are told from what only went away, and until a look no longer finds them', () => {
    const names = new UnreadableNames();
    names.beginLook();
    names.missed('gone.bmp');
    names.missed('Zahnr\uFFFDder.bmp');
    names.missed('l\uFFFDcher/a.bmp');
    names.endLook();
    expect(paths(names)).toEqual(['Zahnr\uFFFDder.bmp', 'l\uFFFDcher/a.bmp']);
    expect(names.troubles()[0]?.reason).toMatch(/not valid UTF-8. Rename it/u);
    names.beginLook();
    names.missed('l\uFFFDcher/a.bmp');
    // As long as a look goes on, nothing is taken for mended.
    expect(paths(names)).toHaveLength(2);
    names.endLook();
    expect(paths(names)).toEqual(['l\uFFFDcher/a.bmp']);
  });

  it('are no more than a person can read', () => {
    const names = new UnreadableNames();
    for (let index = 0; index < 1000; index += 1) names.missed(`\uFFFD${index}.bmp`);
    expect(paths(names)).toHaveLength(200);
  });
});
