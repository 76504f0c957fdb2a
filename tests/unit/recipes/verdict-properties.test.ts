import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/shared/domain.ts';
import type { Recipe } from '../../../src/shared/recipe.ts';
import { judge } from '../../../src/shared/verdict.ts';
import { defect, detections, PICTURE, recipe } from './arbitrary.ts';

const GRAVITY: Record<Verdict, number> = { ok: 0, review: 1, ng: 2, error: 3 };
const RUNS = { numRuns: 600 };

describe('the verdict', () => {
  it('is never milder for one more defect: NG never turns into OK', () => {
    fc.assert(
      fc.property(detections, defect, recipe, (found, more, rules) => {
        const before = judge(found, PICTURE, rules).verdict;
        const after = judge([...found, more], PICTURE, rules).verdict;
        expect(GRAVITY[after]).toBeGreaterThanOrEqual(GRAVITY[before]);
      }),
      RUNS,
    );
  });

  it('is never graver for a raised limit: no NG is added', () => {
    fc.assert(
      fc.property(
        detections,
        recipe,
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (found, rules, by, pick) => {
          const before = judge(found, PICTURE, rules);
          const after = judge(found, PICTURE, raised(rules, pick, by));
          expect(GRAVITY[after.verdict]).toBeLessThanOrEqual(GRAVITY[before.verdict]);
          const count = (reasons: typeof before.reasons): number =>
            reasons.filter(({ severity }) => severity === 'ng').length;
          expect(count(after.reasons)).toBeLessThanOrEqual(count(before.reasons));
        },
      ),
      RUNS,
    );
  });

  it('stays error whatever defects there are, and is error whenever one reason is', () => {
    fc.assert(
      fc.property(detections, fc.array(defect), recipe, (found, more, rules) => {
        const before = judge(found, PICTURE, rules);
        expect(before.verdict === 'error').toBe(
          before.reasons.some(({ severity }) => severity === 'error'),
        );
        if (before.verdict !== 'error') return;
        expect(judge([...found, ...more], PICTURE, rules).verdict).toBe('error');
        expect(judge(found, PICTURE, raised(rules, 0, 100)).verdict).toBe('error');
      }),
      RUNS,
    );
  });

  it('does not depend on the order of the detections', () => {
    fc.assert(
      fc.property(shuffledDetections(), recipe, ({ found, shuffled }, rules) => {
        const one = judge(found, PICTURE, rules);
        const other = judge(shuffled, PICTURE, rules);
        expect(other.verdict).toBe(one.verdict);
        expect(withoutIndex(other.reasons)).toEqual(withoutIndex(one.reasons));
      }),
      RUNS,
    );
  });

  it('is never milder for a higher score', () => {
    fc.assert(
      fc.property(fc.array(defect, { minLength: 1, maxLength: 5 }), recipe, (found, rules) => {
        const [first, ...rest] = found;
        const higher = [{ ...first!, score: Math.min(1, first!.score + 0.1) }, ...rest];
        expect(GRAVITY[judge(higher, PICTURE, rules).verdict]).toBeGreaterThanOrEqual(
          GRAVITY[judge(found, PICTURE, rules).verdict],
        );
      }),
      RUNS,
    );
  });

  it('is OK exactly when it has no reasons', () => {
    fc.assert(
      fc.property(detections, recipe, (found, rules) => {
        const { verdict, reasons } = judge(found, PICTURE, rules);
        expect(verdict === 'ok').toBe(reasons.length === 0);
      }),
      RUNS,
    );
  });

  it('is of every kind for these pictures and recipes, or the properties would prove nothing', () => {
    const seen = fc
      .sample(fc.tuple(detections, recipe), { numRuns: 300, seed: 7 })
      .map(([found, rules]) => judge(found, PICTURE, rules).verdict);
    expect(new Set(seen)).toEqual(new Set(['ok', 'review', 'ng', 'error']));
  });
});

/** One limit of the recipe, chosen by `pick`, larger by `by`. */
function raised(rules: Recipe, pick: number, by: number): Recipe {
  const changed = structuredClone(rules);
  const limits = Object.values(changed.rules).flatMap((list) =>
    list.flatMap((rule) =>
      Object.keys(rule.limits).map((name) => ({
        limits: rule.limits as Record<string, number>,
        name,
      })),
    ),
  );
  const chosen = limits[pick % Math.max(1, limits.length)];
  if (chosen !== undefined) chosen.limits[chosen.name]! += by;
  else changed.minimumScore = Math.min(1, changed.minimumScore + 0.1);
  return changed;
}

function shuffledDetections() {
  return detections.chain((found) =>
    fc
      .shuffledSubarray(found, { minLength: found.length })
      .map((shuffled) => ({ found, shuffled })),
  );
}

function withoutIndex(reasons: readonly object[]): readonly string[] {
  return reasons.map((reason) => JSON.stringify({ ...reason, detection: null })).sort();
}
