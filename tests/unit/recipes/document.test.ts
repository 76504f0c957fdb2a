import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE, parseRecipe } from '../../../src/shared/recipe.ts';

const withRule = (limits: object, rest: object = {}): object => ({
  name: 'a',
  rules: { crack: [{ limits }] },
  ...rest,
});
const SQUARE = [
  [0, 0],
  [1, 0],
  [1, 1],
];

describe('the document of a recipe', () => {
  it('is complete after parsing, so that defaults of a later version do not change it', () => {
    expect(DEFAULT_RECIPE).toMatchObject({ name: 'default', minimumScore: 0.25, model: 'yolo' });
    expect(parseRecipe(JSON.parse(JSON.stringify(DEFAULT_RECIPE)))).toEqual(DEFAULT_RECIPE);
    const full = parseRecipe({ name: 'a', rules: { crack: [{}] }, required: [{ class: 'gear' }] });
    expect(full.rules.crack).toEqual([{ atLeast: {}, limits: {}, severity: 'ng' }]);
    expect(full.required).toEqual([{ class: 'gear', minimumScore: 0.25, count: 1 }]);
  });

  it.each([
    [withRule({ lengthMm: 0 }), 'rules.crack[0].limits.lengthMm: must be over 0'],
    [withRule({ lengthMm: 2 }), 'rules.crack[0].limits.lengthMm: needs a calibration'],
    [withRule({ lenghtPx: 2 }), 'rules.crack[0].limits.lenghtPx: is not a field'],
    [withRule({ areaPx: '3' }), 'rules.crack[0].limits.areaPx: expected number, received string'],
    [withRule({ count: -1 }), 'rules.crack[0].limits.count: must not be under 0'],
    [withRule({ count: 1.5 }), 'rules.crack[0].limits.count: must be a whole number'],
    [withRule({ lengthPx: Number.NaN }), 'rules.crack[0].limits.lengthPx: expected number'],
    [
      { name: 'a', rules: { 'deep scratch': [{ atLeast: { widthMm: 1 } }] } },
      'rules["deep scratch"][0].atLeast.widthMm: needs a calibration',
    ],
    [{ name: 'a', rules: { crack: [] } }, 'rules.crack: must have at least one rule'],
    [
      { name: 'a', rules: { crack: [{ severity: 'bad' }] } },
      'rules.crack[0].severity: must be one of ng, review, ignore',
    ],
    [{ name: 'a', colour: 1 }, 'colour: is not a field'],
    [{}, 'name: is missing'],
    [{ name: 'a:2' }, 'name: must be 1 to 80 letters'],
    [{ name: 'a/b' }, 'name: must be 1 to 80 letters'],
    [[], 'the document: expected object, received array'],
    [{ name: 'a', format: 2 }, 'format: must be 1'],
    [{ name: 'a', device: 'gpu' }, 'device: must be one of auto, cpu'],
    [{ name: 'a', minimumScore: 25 }, 'minimumScore: must not be over 1'],
    [{ name: 'a', reviewBand: { from: 0.5, to: 0.2 } }, 'reviewBand.to: must be over from (0.5)'],
    [{ name: 'a', reviewBand: { from: 0.3, to: 0.5 } }, 'reviewBand.from: must not be over'],
    [{ name: 'a', reviewBand: { from: 0.1, to: 0.2 } }, 'reviewBand.to: must not be under'],
    [
      { name: 'a', reviewBand: { from: 0.1, to: 0.3 }, classes: { crack: { minimumScore: 0.5 } } },
      'classes.crack.minimumScore: must lie in the review band, 0.1 to 0.3',
    ],
    [
      { name: 'a', classes: { crack: { reviewBand: { from: 0.5, to: 0.6 } } } },
      'classes.crack.reviewBand.from: must not be over the minimum score (0.25)',
    ],
    [{ name: 'a', required: [{ class: 'gear', count: 0 }] }, 'required[0].count: must be over 0'],
    [{ name: 'a', calibration: { mmPerPx: -1 } }, 'calibration.mmPerPx: must be over 0'],
    [{ name: 'a', calibration: { mmPerPx: 1, unit: 'mm' } }, 'calibration.unit: is not a field'],
    [
      { name: 'a', calibration: { points: SQUARE.slice(0, 2), lengthMm: 0 } },
      'calibration.lengthMm: must be over 0',
    ],
    [
      {
        name: 'a',
        calibration: {
          points: [
            [0, 0],
            [0, 0],
          ],
          lengthMm: 2,
        },
      },
      'calibration.points: must be two different points',
    ],
    [{ name: 'a', calibration: 3 }, 'calibration: is not of a form'],
    [
      { name: 'a', regions: { interest: { polygons: [{ points: SQUARE.slice(0, 2) }] } } },
      'regions.interest.polygons[0].points: must have at least three points',
    ],
    [
      {
        name: 'a',
        regions: { exclusion: { polygons: [{ points: [...SQUARE.slice(0, 2), [0.5, 0]] }] } },
      },
      'regions.exclusion.polygons[0].points: must enclose an area',
    ],
    [
      { name: 'a', regions: { interest: { polygons: [{ points: SQUARE }], share: 0 } } },
      'regions.interest.share: must be over 0',
    ],
    [{ name: 'a', checks: { sharpness: {} } }, 'checks.sharpness: must give at least one bound'],
    [
      { name: 'a', checks: { brightness: { min: 100, max: 50 } } },
      'checks.brightness.min: must not be over the largest value (50)',
    ],
    [
      { name: 'a', tiling: { size: { pixels: 0 }, overlap: 0.2, whole: false } },
      'tiling.size.pixels: must be over 0',
    ],
  ])('is refused with the path: %j', (document, refusal) => {
    expect(() => parseRecipe(document)).toThrow(
      expect.objectContaining({
        code: 'RECIPE_INVALID',
        message: expect.stringContaining(`The recipe is refused: ${refusal}`),
      }),
    );
  });

  it('is refused with all of its faults at once', () => {
    expect(() => parseRecipe({ name: '', rules: { crack: [{ limits: { x: 1 } }] } })).toThrow(
      /name: must be .*; rules\.crack\[0\]\.limits\.x: is not a field/,
    );
  });
});
