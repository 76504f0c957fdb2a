import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confuse } from '../../../src/shared/evaluation/confusion.ts';
import { evaluate } from '../../../src/shared/evaluation/figures.ts';
import type {
  CocoBox,
  Found,
  Labelled,
  ScoredPicture,
} from '../../../src/shared/evaluation/types.ts';
import { countVerdicts } from '../../../src/shared/evaluation/verdicts.ts';

const boxes: fc.Arbitrary<CocoBox> = fc.tuple(
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 1, max: 120 }),
  fc.integer({ min: 1, max: 120 }),
);
const classId = fc.integer({ min: 0, max: 1 });
const labelled = fc
  .record({ classId, box: boxes, crowd: fc.boolean() })
  .map((one): Labelled => ({ ...one, mask: null, area: one.box[2] * one.box[3] }));
const found = fc
  .record({
    classId,
    box: boxes,
    score: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  })
  .map((one): Found => ({ ...one, mask: null }));
const pictures: fc.Arbitrary<ScoredPicture[]> = fc.array(
  fc.record({
    labels: fc.array(labelled, { maxLength: 4 }),
    found: fc.array(found, { maxLength: 6 }),
  }),
  { maxLength: 4 },
);

function boxOnly(classId: number, box: CocoBox): Labelled {
  return { classId, box, mask: null, area: box[2] * box[3], crowd: false };
}

describe('figures', () => {
  it('lie between 0 and 1, and AP50 is never less than AP', () => {
    fc.assert(
      fc.property(pictures, (given) => {
        const { all } = evaluate(given, [0, 1], 'box');
        for (const value of Object.values(all)) {
          if (value !== null) expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
        }
        if (all.ap !== null) expect(all.ap50! + 1e-12).toBeGreaterThanOrEqual(all.ap);
        if (all.ar1 !== null) expect(all.ar100! + 1e-12).toBeGreaterThanOrEqual(all.ar1);
      }),
    );
  });

  it('are 1 for detections that are the labels themselves, each its own place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (rows) => {
          const given = rows.map((places) => {
            const labels = [...new Set(places)].map((place) => boxOnly(0, [place * 50, 0, 40, 40]));
            return { labels, found: labels.map((label): Found => ({ ...label, score: 0.5 })) };
          });
          const { all } = evaluate(given, [0], 'box');
          expect(all.ap).toBeCloseTo(1, 12);
          expect(all.ar100).toBeCloseTo(1, 12);
          expect(all.apSmall).toBeNull();
        },
      ),
    );
  });

  it('do not change with detections on crowds, nor with the order of a picture’s labels', () => {
    fc.assert(
      fc.property(pictures, (given) => {
        const before = evaluate(given, [0, 1], 'box');
        const crowd: Labelled = { ...boxOnly(0, [900, 900, 50, 50]), crowd: true };
        const onCrowd: Found = { classId: 0, box: [910, 910, 20, 20], score: 1, mask: null };
        const more = given.map(({ labels, found: all }) => ({
          labels: [...labels, crowd],
          found: [onCrowd, ...all],
        }));
        // A first detection on a crowd takes the one place that AR1 has.
        const { ar1: _, ...rest } = evaluate(more, [0, 1], 'box').all;
        for (const [name, value] of Object.entries(rest)) {
          if (name === 'ar10' || name.startsWith('apS')) continue;
          expect(value ?? -1).toBeCloseTo(before.all[name as 'ap'] ?? -1, 12);
        }
      }),
    );
  });
});

describe('the confusion matrix', () => {
  it('counts each object and each detection that is not on a crowd once', () => {
    fc.assert(
      fc.property(pictures, (given) => {
        const { matrix, falseAlarms, missed } = confuse(given, 2, 'box');
        const objects = given.flatMap(({ labels }) => labels).filter(({ crowd }) => !crowd).length;
        const inRows = matrix
          .slice(0, 2)
          .flat()
          .reduce((a, b) => a + b, 0);
        expect(inRows).toBe(objects);
        const detections = given.flatMap((picture) => picture.found).length;
        expect(matrix.flat().reduce((a, b) => a + b, 0) - missed).toBeLessThanOrEqual(detections);
        expect(matrix[2]!.reduce((a, b) => a + b, 0)).toBe(falseAlarms);
      }),
    );
  });

  it('couples by overlap whatever the class, and tells false alarms from mistakes', () => {
    const labels = [boxOnly(0, [0, 0, 10, 10]), boxOnly(1, [50, 50, 10, 10])];
    const wrong: Found = { classId: 1, box: [0, 0, 10, 9], score: 0.4, mask: null };
    const alone: Found = { classId: 0, box: [100, 0, 10, 10], score: 0.9, mask: null };
    const { matrix, falseAlarms, missed } = confuse([{ labels, found: [alone, wrong] }], 2, 'box');
    expect(matrix).toEqual([
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect([falseAlarms, missed]).toEqual([1, 1]);
  });
});

describe('verdicts', () => {
  it('count escapes among the defective and false rejects among the good', () => {
    const part = (verdict: 'ok' | 'ng' | 'review' | 'error', defective: boolean) => ({
      verdict,
      defective,
    });
    const { escapes, falseRejects } = countVerdicts([
      part('ok', true),
      part('ng', true),
      part('review', true),
      part('error', true),
      part('ok', false),
      part('review', false),
    ]);
    expect(escapes).toMatchObject({ hits: 1, of: 3 });
    expect(falseRejects).toMatchObject({ hits: 1, of: 2, rate: 0.5 });
    expect(countVerdicts([]).escapes.rate).toBeNull();
  });
});
