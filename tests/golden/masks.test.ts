import { describe, expect, it } from 'vitest';
import type { CocoMask } from '../../src/shared/domain.ts';
import {
  crop,
  fromBitmap,
  fromCocoMask,
  maskArea,
  maskBounds,
  maskIou,
  toBitmap,
  toCocoMask,
  unionMasks,
} from '../../src/shared/masks/index.ts';
import { loadSums } from './support/load.ts';

interface RunLengthSums {
  readonly masks: readonly {
    /** Rows of '0' and '1'. */
    readonly bits: readonly string[];
    readonly rle: CocoMask;
    readonly area: number;
    /** x, y, width, height; zeros where no pixel is set. */
    readonly bbox: readonly number[];
  }[];
  readonly group: readonly CocoMask[];
  readonly iou: readonly (readonly number[])[];
  readonly iouCrowd: readonly (readonly number[])[];
  readonly union: CocoMask;
}

const golden = loadSums<RunLengthSums>('rle');

describe('masks equal pycocotools', () => {
  const cases = golden.masks.map((mask, index) => ({ index, ...mask }));

  it.each(cases)('mask $index of $rle.size', ({ bits, rle, area, bbox }) => {
    const [height, width] = rle.size;
    const bitmap = Uint8Array.from([...bits.join('')].map(Number));
    const mask = fromBitmap(bitmap, width, height);
    expect(toCocoMask(mask, height, width)).toEqual(rle);
    expect(maskArea(mask)).toBe(area);
    const bounds = maskBounds(mask) ?? { x: 0, y: 0, width: 0, height: 0 };
    expect([bounds.x, bounds.y, bounds.width, bounds.height]).toEqual(bbox);

    const read = fromCocoMask(rle);
    expect(toBitmap(crop(read, { x: 0, y: 0, width, height }))).toEqual(bitmap);
    expect(toCocoMask(read, height, width)).toEqual(rle);
  });

  it('overlaps of every pair, and with the second as a crowd', () => {
    const masks = golden.group.map(fromCocoMask);
    for (const [i, first] of masks.entries()) {
      for (const [j, second] of masks.entries()) {
        expect(maskIou(first, second)).toBeCloseTo(golden.iou[i]![j]!, 8);
        expect(maskIou(first, second, true)).toBeCloseTo(golden.iouCrowd[i]![j]!, 8);
      }
    }
  });

  it('the union of all', () => {
    const [height, width] = golden.union.size;
    const union = unionMasks(golden.group.map(fromCocoMask));
    expect(toCocoMask(union, height, width)).toEqual(golden.union);
  });
});
