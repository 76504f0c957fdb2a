import { describe, expect, it } from 'vitest';
import {
  annotationsOf,
  type CorrectionContent,
  CorrectionContentSchema,
  correctionCounts,
  MOST_ANNOTATIONS,
  NewCorrectionSchema,
  requireFits,
} from '../../../src/shared/corrections.ts';
import type { Box, Detection } from '../../../src/shared/domain.ts';
import { fromBitmap, toCocoMask } from '../../../src/shared/masks/index.ts';

const [WIDTH, HEIGHT] = [72, 54];
const PICTURE = { detections: 2, width: WIDTH, height: HEIGHT };

function square(x: number, y: number, side = 3): ReturnType<typeof toCocoMask> {
  const bits = new Uint8Array(side * side).fill(1);
  return toCocoMask(fromBitmap(bits, side, side, x, y), HEIGHT, WIDTH);
}

function found(className: string, box: Box): Detection {
  const sizes = { areaPx: 1, lengthPx: 1, widthPx: 1 };
  return { classId: 0, className, score: 0.9, box: [...box], ...sizes };
}

const FOUND = [found('crack', [1, 2, 30, 40]), found('fold', [10, 10, 20, 20])];
const KEPT: CorrectionContent = {
  detections: [
    { change: 'kept', detection: 0 },
    { change: 'kept', detection: 1 },
  ],
  added: [],
};
const withAdded = (...added: CorrectionContent['added']): CorrectionContent => ({ ...KEPT, added });

describe('a correction', () => {
  it('says what is in the picture: what stays in its order, then what was added', () => {
    const content = CorrectionContentSchema.parse({
      detections: [
        { change: 'relabelled', detection: 1, className: ' pitting ' },
        { change: 'deleted', detection: 0 },
      ],
      added: [{ className: '裂纹', box: [5, 5, 8, 8], mask: square(5, 5) }],
    });
    requireFits(content, PICTURE);
    expect(annotationsOf(FOUND, content)).toEqual([
      { className: 'pitting', box: [10, 10, 20, 20], origin: 'relabelled' },
      { className: '裂纹', box: [5, 5, 8, 8], mask: square(5, 5), origin: 'added' },
    ]);
    expect(correctionCounts(content)).toEqual({ kept: 0, deleted: 1, changed: 1, added: 1 });
  });

  it('that changes nothing has the detections themselves', () => {
    expect(annotationsOf(FOUND, KEPT)).toEqual(
      FOUND.map(({ className, box }) => ({ className, box, origin: 'kept' })),
    );
  });

  it.each([
    ['a detection is not named', { ...KEPT, detections: KEPT.detections.slice(1) }],
    ['one is named twice', { ...KEPT, detections: [KEPT.detections[0]!, KEPT.detections[0]!] }],
    [
      'there is none of that index',
      { ...KEPT, detections: [KEPT.detections[0]!, { change: 'kept' as const, detection: 2 }] },
    ],
    ['a box has no height', withAdded({ className: 'a', box: [1, 5, 9, 5] })],
    ['a box is turned round', withAdded({ className: 'a', box: [9, 1, 1, 9] })],
    ['a box leaves the picture', withAdded({ className: 'a', box: [0, 0, WIDTH + 0.5, 9] })],
    ['a box begins before it', withAdded({ className: 'a', box: [-1, 0, 9, 9] })],
    [
      'a mask is of another picture',
      withAdded({ className: 'a', box: [5, 5, 8, 8], mask: { ...square(5, 5), size: [72, 54] } }),
    ],
    ['a mask leaves its box', withAdded({ className: 'a', box: [5, 5, 8, 8], mask: square(6, 5) })],
    [
      'a mask has no pixel',
      withAdded({
        className: 'a',
        box: [5, 5, 8, 8],
        mask: toCocoMask(fromBitmap(new Uint8Array(9), 3, 3), HEIGHT, WIDTH),
      }),
    ],
  ])('is refused where %s', (_, content) => {
    expect(() => requireFits(content, PICTURE)).toThrow(
      expect.objectContaining({ code: 'CORRECTION_REFUSED' }),
    );
  });

  it('is refused where a mask is no run-length code, and where the picture could not be read', () => {
    const broken = { size: [HEIGHT, WIDTH] as [number, number], counts: 'P1' };
    const content = withAdded({ className: 'a', box: [5, 5, 8, 8], mask: broken });
    expect(() => requireFits(content, PICTURE)).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST' }),
    );
    expect(() => requireFits(KEPT, { ...PICTURE, width: null })).toThrow(/could not be read/);
  });

  it('has so many annotations at most, those drawn anew and those added together', () => {
    const one = { className: 'a', box: [1, 1, 2, 2] as Box };
    const drawn = { ...one, box: [...one.box], change: 'redrawn', detection: 0 } as const;
    const content = (added: number): unknown => ({
      detections: [drawn, KEPT.detections[1]],
      added: Array(added).fill(one),
    });
    const fits = CorrectionContentSchema.parse(content(MOST_ANNOTATIONS - 1));
    requireFits(fits, PICTURE);
    const over = CorrectionContentSchema.parse(content(MOST_ANNOTATIONS));
    expect(() => requireFits(over, PICTURE)).toThrow(/501 annotations/);
    expect(CorrectionContentSchema.safeParse(content(MOST_ANNOTATIONS + 1)).success).toBe(false);
  });

  it.each([
    { added: [{ className: '', box: [1, 1, 2, 2] }] },
    { added: [{ className: 'x'.repeat(65), box: [1, 1, 2, 2] }] },
    { added: [{ className: 'a\u0000b', box: [1, 1, 2, 2] }] },
    { added: [{ className: 'a', box: [1, 1, 2] }] },
    { added: [{ className: 'a', box: [1, 1, Number.NaN, 2] }] },
    { added: [{ className: 'a', box: [1, 1, 2, 2], score: 1 }] },
    { added: [], remark: 'x'.repeat(2_001) },
    { added: [], detections: [{ change: 'kept', detection: -1 }] },
    { added: [], detections: [{ change: 'moved', detection: 0 }] },
    { added: [], detections: [{ change: 'kept', detection: 0, className: 'a' }] },
  ])('is none by its form: %j', (body) => {
    expect(NewCorrectionSchema.safeParse({ detections: [], ...body }).success).toBe(false);
  });
});
