import { describe, expect, it } from 'vitest';
import { compareDetections } from '../../../src/renderer/features/inspect/compare.ts';
import type { Box, Detection } from '../../../src/shared/domain.ts';

function found(className: string, box: Box): Detection {
  return {
    classId: 0,
    className,
    score: 0.9,
    box: [...box],
    areaPx: 1,
    lengthPx: 1,
    widthPx: 1,
  };
}

describe('compareDetections', () => {
  it('pairs the same defect and names what only one model found', () => {
    const first = [found('crack', [0, 0, 100, 20]), found('fold', [200, 0, 240, 40])];
    const second = [found('pitting', [50, 50, 60, 60]), found('crack', [4, 2, 104, 22])];
    expect(compareDetections(first, second)).toEqual({
      onlyFirst: [1],
      onlySecond: [0],
      both: [{ first: 0, second: 1 }],
    });
  });

  it('does not pair two classes or two places', () => {
    const first = [found('crack', [0, 0, 10, 10]), found('crack', [50, 0, 60, 10])];
    const second = [found('fold', [0, 0, 10, 10]), found('crack', [50, 8, 60, 18])];
    expect(compareDetections(first, second).both).toEqual([]);
  });

  it('uses each detection once, best overlap first', () => {
    const first = [found('crack', [0, 0, 10, 10]), found('crack', [1, 0, 11, 10])];
    const second = [found('crack', [1, 0, 11, 10])];
    expect(compareDetections(first, second)).toEqual({
      onlyFirst: [0],
      onlySecond: [],
      both: [{ first: 1, second: 0 }],
    });
  });
});
