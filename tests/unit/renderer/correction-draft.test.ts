import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  added,
  boxBetween,
  contentOf,
  correctedDraft,
  cut,
  type Draft,
  modelDraft,
  painted,
  relabelled,
  removed,
} from '../../../src/renderer/features/correct/draft.ts';
import { begunWith, edited, redone, undone } from '../../../src/renderer/features/correct/edits.ts';
import {
  CorrectionContentSchema,
  correctionCounts,
  requireFits,
} from '../../../src/shared/corrections.ts';
import type { Detection } from '../../../src/shared/domain.ts';
import { brushStroke, fromBitmap, maskArea, toCocoMask } from '../../../src/shared/masks/index.ts';
import { detection } from './support.ts';

const SIZE = { width: 72, height: 54 };

function masked(x: number, y: number, side = 6): Detection {
  const region = fromBitmap(new Uint8Array(side * side).fill(1), side, side, x, y);
  return {
    ...detection(0.9),
    box: [x, y, x + side, y + side],
    mask: toCocoMask(region, SIZE.height, SIZE.width),
  };
}

const FOUND = [masked(4, 4), detection(0.7, 'fold'), masked(30, 20)];
const stroke = (x: number, y: number, radius = 2) => brushStroke([{ x, y }], radius, SIZE)!;

describe('a draft of a correction', () => {
  const model = modelDraft(FOUND);

  it('that nobody changed keeps every detection, by its index alone', () => {
    expect(contentOf(model, model, SIZE)).toEqual({
      detections: FOUND.map((_, index) => ({ change: 'kept', detection: index })),
      added: [],
    });
  });

  it('tells what was deleted, relabelled, painted, cut and added', () => {
    let draft: Draft = removed(model, 1);
    draft = relabelled(draft, 2, 'pitting');
    draft = cut(draft, 0, stroke(4, 4));
    draft = painted(draft, null, stroke(50, 40), 'crack');
    draft = added(draft, { className: 'fold', box: [1, 1, 9, 9], mask: null });
    const content = CorrectionContentSchema.parse(contentOf(draft, model, SIZE));
    requireFits(content, { detections: 3, ...SIZE });
    expect(correctionCounts(content)).toEqual({ kept: 0, deleted: 1, changed: 2, added: 2 });
    expect(content.detections[2]).toEqual({
      ...{ change: 'relabelled', detection: 2, className: 'pitting' },
    });
    expect(new Set(draft.map(({ key }) => key)).size).toBe(draft.length);
  });

  it('is the same when it is opened again, whatever was done to it', () => {
    type Act = (draft: Draft) => Draft;
    const place = fc.tuple(fc.nat(71), fc.nat(53), fc.integer({ min: 1, max: 9 }));
    const key = fc.nat(3);
    const acts = fc.array(
      fc.oneof(
        key.map(
          (at): Act =>
            (draft) =>
              removed(draft, draft[at]?.key ?? -1),
        ),
        key.map(
          (at): Act =>
            (draft) =>
              relabelled(draft, draft[at]?.key ?? -1, 'burr'),
        ),
        fc.tuple(key, place).map(
          ([at, [x, y, radius]]): Act =>
            (draft) =>
              painted(draft, draft[at]?.key ?? null, stroke(x, y, radius), 'crack'),
        ),
        fc.tuple(key, place).map(
          ([at, [x, y, radius]]): Act =>
            (draft) =>
              cut(draft, draft[at]?.key ?? -1, stroke(x, y, radius)),
        ),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, (all) => {
        const draft = all.reduce((before, act) => act(before), model);
        const content = contentOf(draft, model, SIZE);
        requireFits(CorrectionContentSchema.parse(content), { detections: 3, ...SIZE });
        const again = correctedDraft(model, content);
        expect(contentOf(again, model, SIZE)).toEqual(content);
        expect(again.map(({ className, box }) => [className, box])).toEqual(
          draft.map(({ className, box }) => [className, box]),
        );
      }),
    );
  });

  it('loses what was cut away whole, and leaves alone what has no mask', () => {
    expect(cut(model, 0, stroke(7, 7, 20)).map(({ key }) => key)).toEqual([1, 2]);
    expect(cut(model, 1, stroke(20, 15, 20))).toBe(model);
    // Something else in the picture is not cut.
    expect(maskArea(cut(model, 0, stroke(33, 23, 9))[2]!.mask!)).toBe(36);
  });

  it('takes a drag for a box in any direction, within the picture, if it is one', () => {
    expect(boxBetween({ x: 80, y: 10.4 }, { x: 20, y: -5 }, SIZE)).toEqual([20, 0, 72, 10]);
    expect(boxBetween({ x: 5, y: 5 }, { x: 6, y: 30 }, SIZE)).toBeNull();
  });
});

describe('undo', () => {
  const [one, two, three] = [0, 1, 2].map((index) => modelDraft(FOUND.slice(0, index)));

  it('goes back and forth, and a new step ends the way forth', () => {
    const all = edited(edited(begunWith(one!), two!), three!);
    expect(undone(undone(all)).present).toBe(one);
    expect(undone(undone(undone(all))).present).toBe(one);
    expect(redone(undone(all)).present).toBe(three);
    expect(redone(edited(undone(all), one!)).present).toBe(one);
  });

  it('has no step for what changed nothing', () => {
    expect(edited(begunWith(one!), one!).past).toEqual([]);
  });
});
