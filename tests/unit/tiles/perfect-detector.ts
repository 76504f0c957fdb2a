import { joinTiles } from '../../../src/main/vision/tiles/index.ts';
import type { RawDetection, Rect } from '../../../src/main/vision/types.ts';
import { crop, fromBitmap, translate, trim } from '../../../src/shared/masks/index.ts';
import type { RegionMask } from '../../../src/shared/masks/region-mask.ts';

/** A defect as it really is, in picture pixels. */
export interface Defect {
  readonly classId: number;
  readonly mask: RegionMask;
}

/** A detector's result for a mask; `masks` false gives plain boxes. */
export function detection(classId: number, mask: RegionMask, masks: boolean): RawDetection {
  const { x, y, width, height } = trim(mask)!;
  const box = [x, y, x + width, y + height] as const;
  return { classId, score: 0.9, box, mask: masks ? trim(mask) : null };
}

/** What somebody finds in a tile who sees every pixel of every defect, and nothing outside it. */
export function seenIn(rect: Rect, defects: readonly Defect[], masks: boolean): RawDetection[] {
  return defects.flatMap(({ classId, mask }) => {
    const visible = trim(crop(mask, rect));
    return visible === null
      ? []
      : [detection(classId, translate(visible, -rect.x, -rect.y), masks)];
  });
}

export function judge(
  rects: readonly Rect[],
  defects: readonly Defect[],
  masks: boolean,
): readonly RawDetection[] {
  return joinTiles(rects.map((rect) => ({ rect, detections: seenIn(rect, defects, masks) })));
}

/** A defect from a rule that says which pixels of its frame are set. */
export function defect(
  frame: Rect,
  isSet: (x: number, y: number) => boolean = () => true,
  classId = 0,
): Defect {
  const bitmap = new Uint8Array(frame.width * frame.height);
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) bitmap[y * frame.width + x] = isSet(x, y) ? 1 : 0;
  }
  return { classId, mask: fromBitmap(bitmap, frame.width, frame.height, frame.x, frame.y) };
}

/** A crack from the frame's top left to its bottom right corner, three pixels wide. */
export function crack(frame: Rect): Defect {
  const slope = frame.width / frame.height;
  return defect(frame, (x, y) => Math.abs(x - y * slope) <= Math.max(1.5, slope));
}
