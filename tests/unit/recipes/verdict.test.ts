import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE, parseRecipe } from '../../../src/shared/recipe.ts';
import type { Judged } from '../../../src/shared/recipes/find-defects.ts';
import { lowestScore, withConfidence } from '../../../src/shared/recipes/scores.ts';
import { judge, judgeByConfidence } from '../../../src/shared/verdict.ts';
import { PICTURE } from './arbitrary.ts';

const crack = (score: number, length = 10, width = 2, left = 0): Judged => ({
  className: 'crack',
  score,
  box: [left, 0, left + length, width],
  areaPx: length * width,
  lengthPx: length,
  widthPx: width,
});
const gear = { ...crack(0.9, 60, 60), className: 'gear' };
const by = (document: object): ReturnType<typeof parseRecipe> =>
  parseRecipe({ name: 'test', ...document });
const verdictOf = (found: readonly Judged[], document: object): string =>
  judge(found, PICTURE, by(document)).verdict;

describe('scores', () => {
  it('from 0.25 up are NG by default', () => {
    expect(judge([crack(0.249)], PICTURE, DEFAULT_RECIPE)).toEqual({ verdict: 'ok', reasons: [] });
    expect(judge([crack(0.25)], PICTURE, DEFAULT_RECIPE)).toEqual({
      verdict: 'ng',
      reasons: [
        {
          rule: 'any-detection',
          detail: 'crack 0.25 ≥ 0.25',
          severity: 'ng',
          limit: 0.25,
          value: 0.25,
          detection: 0,
        },
      ],
    });
  });

  it('of a class have their own minimum', () => {
    const classes = { crack: { minimumScore: 0.6 }, constructor: { minimumScore: 0.1 } };
    expect(verdictOf([crack(0.59)], { classes })).toBe('ok');
    expect(verdictOf([crack(0.6)], { classes })).toBe('ng');
    expect(verdictOf([{ ...crack(0.3), className: 'fold' }], { classes })).toBe('ng');
    expect(verdictOf([{ ...crack(0.2), className: 'toString' }], { classes })).toBe('ok');
  });

  it('in the review band go to a person, also where the rule says NG', () => {
    const reviewBand = { from: 0.15, to: 0.4 };
    const { verdict, reasons } = judge([crack(0.15)], PICTURE, by({ reviewBand }));
    expect(verdict).toBe('review');
    expect(reasons).toMatchObject([
      { rule: 'review-band', severity: 'review', limit: 0.4, value: 0.15, detection: 0 },
    ]);
    expect(verdictOf([crack(0.149)], { reviewBand })).toBe('ok');
    expect(verdictOf([crack(0.399)], { reviewBand })).toBe('review');
    expect(verdictOf([crack(0.4)], { reviewBand })).toBe('ng');
  });

  it('in the band matter only where the detection would matter at all', () => {
    const document = {
      reviewBand: { from: 0.1, to: 0.5 },
      rules: { crack: [{ limits: { lengthPx: 10 } }], fold: [{ severity: 'ignore' }] },
    };
    expect(verdictOf([crack(0.3, 10), { ...crack(0.3), className: 'fold' }], document)).toBe('ok');
    expect(verdictOf([crack(0.3, 11)], document)).toBe('review');
  });

  it('of a class without a band of its own use the recipe’s, and null is none', () => {
    const reviewBand = { from: 0.1, to: 0.5 };
    expect(verdictOf([crack(0.3)], { reviewBand, classes: { crack: {} } })).toBe('review');
    expect(verdictOf([crack(0.3)], { reviewBand, classes: { crack: { reviewBand: null } } })).toBe(
      'ng',
    );
  });

  it('tell how low the model has to look', () => {
    expect(lowestScore(DEFAULT_RECIPE)).toBe(0.25);
    expect(lowestScore(by({ reviewBand: { from: 0.15, to: 0.3 } }))).toBe(0.15);
    expect(lowestScore(by({ classes: { crack: { minimumScore: 0.05 } } }))).toBe(0.05);
    expect(lowestScore(by({ required: [{ class: 'gear', minimumScore: 0.2 }] }))).toBe(0.2);
  });

  it('give way to a threshold that somebody asks for', () => {
    const recipe = by({
      reviewBand: { from: 0.1, to: 0.8 },
      classes: { crack: { minimumScore: 0.7 } },
    });
    expect(withConfidence(recipe, undefined)).toBe(recipe);
    expect(judge([crack(0.5)], PICTURE, withConfidence(recipe, 0.5)).verdict).toBe('ng');
    expect(judge([crack(0.49)], PICTURE, withConfidence(recipe, 0.5)).verdict).toBe('ok');
    expect([judgeByConfidence([crack(0.5)], 0.5), judgeByConfidence([crack(0.5)], 0.51)]).toEqual([
      'ng',
      'ok',
    ]);
  });
});

describe('rules', () => {
  it.each([
    ['areaPx', crack(0.9, 10, 2), 20, 'area', 'px²', 20],
    ['lengthPx', crack(0.9, 10, 2), 10, 'length', 'px', 10],
    ['widthPx', crack(0.9, 10, 2), 2, 'width', 'px', 2],
    ['areaMm2', crack(0.9, 10, 2), 5, 'area', 'mm²', 5],
    ['lengthMm', crack(0.9, 10, 2), 5, 'length', 'mm', 5],
    ['widthMm', crack(0.9, 10, 2), 1, 'width', 'mm', 1],
  ])('%s: the limit itself is good, over it is not', (name, found, limit, rule, unit, value) => {
    const limited = (bound: number): object => ({
      calibration: { mmPerPx: 0.5 },
      rules: { crack: [{ limits: { [name]: bound } }] },
    });
    expect(verdictOf([found], limited(limit))).toBe('ok');
    const { verdict, reasons } = judge([found], PICTURE, by(limited(limit * 0.9)));
    expect(verdict).toBe('ng');
    expect(reasons).toMatchObject([{ rule, unit, value, limit: limit * 0.9, detection: 0 }]);
    expect(reasons[0]!.detail).toContain(`${value} ${unit} > ${limit * 0.9} ${unit}`);
  });

  it('do not take what a computer makes of 3 x 0.1 mm for more than 0.3 mm', () => {
    const tenths = (limits: object): object => ({
      calibration: { mmPerPx: 0.1 },
      rules: { crack: [{ limits }] },
    });
    expect(verdictOf([crack(0.9, 3, 1)], tenths({ lengthMm: 0.3 }))).toBe('ok');
    const { reasons } = judge([crack(0.9, 3, 1)], PICTURE, by(tenths({ lengthMm: 0.29999 })));
    expect(reasons[0]!.detail).toBe('crack 0.90: length 0.3 mm > 0.29999 mm');
    const close = judge([crack(0.9, 10.0004, 1)], PICTURE, by(tenths({ lengthMm: 1 })));
    expect(close.reasons[0]!.detail).toBe('crack 0.90: length 1.00004 mm > 1 mm');
  });

  it('over any one of several limits is over', () => {
    const rules = { crack: [{ limits: { lengthPx: 20, widthPx: 3 } }] };
    expect(verdictOf([crack(0.9, 20, 3)], { rules })).toBe('ok');
    expect(verdictOf([crack(0.9, 10, 4)], { rules })).toBe('ng');
  });

  it('count those that are large enough', () => {
    const rules = { crack: [{ atLeast: { lengthPx: 5 }, limits: { count: 2 } }] };
    const small = [crack(0.9, 4), crack(0.9, 4)];
    expect(verdictOf([crack(0.9, 5), crack(0.9, 6), ...small], { rules })).toBe('ok');
    const { reasons } = judge(
      [1, 2, 3].map(() => crack(0.9, 5)),
      PICTURE,
      by({ rules }),
    );
    expect(reasons).toEqual([
      { rule: 'count', detail: '3 times crack > 2', severity: 'ng', limit: 2, value: 3 },
    ]);
  });

  it('leave it to a person where the count is over only with doubtful ones', () => {
    const document = {
      reviewBand: { from: 0.1, to: 0.5 },
      rules: { crack: [{ limits: { count: 1 } }] },
    };
    expect(verdictOf([crack(0.9), crack(0.3)], document)).toBe('review');
    expect(verdictOf([crack(0.9), crack(0.9), crack(0.3)], document)).toBe('ng');
  });

  it('for * hold for the classes not named, counted together; without it any of them is NG', () => {
    const fold = { ...crack(0.9), className: 'fold' };
    const rules = { crack: [{ severity: 'ignore' }], '*': [{ limits: { count: 1 } }] };
    expect(verdictOf([crack(0.9), crack(0.9), fold], { rules })).toBe('ok');
    expect(verdictOf([fold, { ...fold, className: 'pitting' }], { rules })).toBe('ng');
    expect(verdictOf([fold], { rules: { crack: rules.crack } })).toBe('ng');
  });

  it('take the gravest of those that apply', () => {
    const rules = {
      crack: [{ severity: 'review' }, { limits: { lengthPx: 10 }, severity: 'ng' }],
    };
    expect(verdictOf([crack(0.9, 5)], { rules })).toBe('review');
    const { verdict, reasons } = judge([crack(0.9, 11)], PICTURE, by({ rules }));
    expect(verdict).toBe('ng');
    expect(reasons.map(({ severity }) => severity)).toEqual(['ng', 'review']);
  });
});

describe('required classes', () => {
  const required = [{ class: 'gear', minimumScore: 0.5 }];

  it('that are missing make an error, whatever else there is', () => {
    const { verdict, reasons } = judge([crack(0.9)], PICTURE, by({ required }));
    expect(verdict).toBe('error');
    expect(reasons.map(({ rule }) => rule)).toEqual(['required-class', 'any-detection']);
    expect(verdictOf([{ ...gear, score: 0.49 }], { required })).toBe('error');
  });

  it('that are there are no defect, unless a rule for them says so', () => {
    expect(verdictOf([gear], { required })).toBe('ok');
    expect(verdictOf([gear, crack(0.9)], { required })).toBe('ng');
    expect(verdictOf([gear], { required, rules: { '*': [{}] } })).toBe('ok');
    expect(verdictOf([gear], { required, rules: { gear: [{ limits: { lengthPx: 50 } }] } })).toBe(
      'ng',
    );
  });

  it('may be wanted more than once', () => {
    expect(verdictOf([gear], { required: [{ class: 'gear', count: 2 }] })).toBe('error');
    expect(verdictOf([gear, gear], { required: [{ class: 'gear', count: 2 }] })).toBe('ok');
  });
});

describe('picture checks', () => {
  it.each([
    [{ size: { minWidth: 101 } }, 'picture-size', 101, 100],
    [{ size: { maxWidth: 99 } }, 'picture-size', 99, 100],
    [{ size: { minHeight: 81 } }, 'picture-size', 81, 80],
    [{ size: { maxHeight: 79 } }, 'picture-size', 79, 80],
    [{ sharpness: { min: 121 } }, 'sharpness', 121, 120],
    [{ sharpness: { max: 119 } }, 'sharpness', 119, 120],
    [{ brightness: { min: 131 } }, 'brightness', 131, 130],
    [{ brightness: { max: 129 } }, 'brightness', 129, 130],
    [{ clipped: { maxBlack: 0.009 } }, 'clipped', 0.009, 0.01],
    [{ clipped: { maxWhite: 0.019 } }, 'clipped', 0.019, 0.02],
  ])('out of bounds: %j', (checks, rule, limit, value) => {
    const [name] = Object.keys(checks);
    for (const outcome of ['error', 'review'] as const) {
      const chosen = { [name!]: { ...Object.values(checks)[0], outcome } };
      const { verdict, reasons } = judge([], PICTURE, by({ checks: chosen }));
      expect(verdict).toBe(outcome);
      expect(reasons).toMatchObject([{ rule, limit, value, severity: outcome }]);
    }
    expect(verdictOf([], { checks })).toBe('error');
  });

  it('are passed at the bounds themselves', () => {
    const checks = {
      size: { minWidth: 100, maxWidth: 100, minHeight: 80, maxHeight: 80 },
      sharpness: { min: 120, max: 120 },
      brightness: { min: 130, max: 130 },
      clipped: { maxBlack: 0.01, maxWhite: 0.02 },
    };
    expect(verdictOf([], { checks })).toBe('ok');
  });

  it('that nobody measured are not passed', () => {
    const checks = { sharpness: { min: 1, outcome: 'review' } };
    const { verdict, reasons } = judge([], { ...PICTURE, facts: null }, by({ checks }));
    expect(verdict).toBe('review');
    expect(reasons[0]!.detail).toBe('the sharpness of the picture was not measured');
  });
});
