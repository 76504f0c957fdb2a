import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE, parseRecipe } from '../../../src/shared/recipe.ts';
import { diffRecipes } from '../../../src/shared/recipes/diff.ts';
import { millimetresPerPixel, withMillimetres } from '../../../src/shared/recipes/scale.ts';

describe('the difference of two recipes', () => {
  it('is empty for the same one', () => {
    expect(diffRecipes(DEFAULT_RECIPE, structuredClone(DEFAULT_RECIPE))).toEqual([]);
  });

  it('names each field that changed, came or went', () => {
    const before = parseRecipe({
      name: 'gear',
      rules: { crack: [{ limits: { lengthPx: 4 } }], 'deep scratch': [{}] },
      checks: { brightness: { min: 10 } },
    });
    const after = parseRecipe({
      name: 'gear',
      minimumScore: 0.3,
      rules: { crack: [{ limits: { lengthPx: 5 } }, { severity: 'review' }] },
      checks: { brightness: { min: 10, max: 200 } },
    });
    expect(diffRecipes(before, after)).toEqual([
      { path: 'minimumScore', before: 0.25, after: 0.3 },
      { path: 'rules.crack[0].limits.lengthPx', before: 4, after: 5 },
      { path: 'rules.crack[1]', after: { atLeast: {}, limits: {}, severity: 'review' } },
      {
        path: 'rules["deep scratch"]',
        before: [{ atLeast: {}, limits: {}, severity: 'ng' }],
      },
      { path: 'checks.brightness.max', after: 200 },
    ]);
  });

  it('shows a polygon whose corner moved as a whole', () => {
    const withCorner = (x: number) =>
      parseRecipe({
        name: 'gear',
        regions: {
          interest: {
            polygons: [
              {
                points: [
                  [0, 0],
                  [x, 0],
                  [0, 1],
                ],
              },
            ],
          },
        },
      });
    expect(diffRecipes(withCorner(1), withCorner(0.9))).toEqual([
      {
        path: 'regions.interest.polygons[0].points',
        before: [
          [0, 0],
          [1, 0],
          [0, 1],
        ],
        after: [
          [0, 0],
          [0.9, 0],
          [0, 1],
        ],
      },
    ]);
  });
});

describe('calibration', () => {
  const picture = { width: 2000, height: 1000 };

  it('by two points follows the size of the picture', () => {
    const calibration = {
      points: [
        [0.1, 0.2],
        [0.1, 0.7],
      ],
      lengthMm: 25,
    } as const;
    expect(millimetresPerPixel(structuredClone(calibration) as never, picture)).toBeCloseTo(0.05);
    expect(
      millimetresPerPixel(structuredClone(calibration) as never, { width: 1000, height: 500 }),
    ).toBeCloseTo(0.1);
  });

  it('gives detections their sizes in mm, and without it none', () => {
    const found = {
      classId: 0,
      className: 'crack',
      score: 0.9,
      box: [0, 0, 10, 2] as [number, number, number, number],
      areaPx: 20,
      lengthPx: 10,
      widthPx: 2,
    };
    expect(withMillimetres([found], picture, { mmPerPx: 0.5 })).toEqual([
      { ...found, areaMm2: 5, lengthMm: 5, widthMm: 1 },
    ]);
    expect(withMillimetres([found], picture, null)).toEqual([found]);
  });
});
