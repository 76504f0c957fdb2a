import type { Box, CocoMask, Detection } from '../../../shared/domain.ts';
import { fromCocoMask, maskOutline, type RegionMask } from '../../../shared/masks/index.ts';
import { classColour } from '../../../shared/palette.ts';

/** A detection ready to be drawn, in picture pixels. */
export interface Shape {
  /** Its place in the inspection's list, which the list on the screen uses too. */
  readonly index: number;
  readonly box: Box;
  readonly colour: string;
  readonly label: string;
  /** The mask's outline; computed when first drawn, because most of a long list is never seen. */
  readonly outline: () => Path2D | null;
}

/** By the mask itself, so that moving the threshold, which makes new shapes, computes nothing again. */
const outlines = new WeakMap<CocoMask, Path2D>();

export function toShape(detection: Detection, index: number, label: string): Shape {
  const { mask } = detection;
  return {
    index,
    box: detection.box,
    colour: classColour(detection.classId).hex,
    label,
    outline: () => {
      if (mask === undefined) return null;
      const known = outlines.get(mask);
      if (known !== undefined) return known;
      const path = outlinePath(fromCocoMask(mask));
      outlines.set(mask, path);
      return path;
    },
  };
}

/** The edge of a mask, to be filled by the even-odd rule. */
export function outlinePath(mask: RegionMask): Path2D {
  const path = new Path2D();
  for (const [first, ...rest] of maskOutline(mask)) {
    if (first === undefined) continue;
    path.moveTo(first[0], first[1]);
    for (const [x, y] of rest) path.lineTo(x, y);
    path.closePath();
  }
  return path;
}

/** The smallest box around a point of the picture, so that a defect inside a larger one can be reached. */
export function shapeAt(
  shapes: readonly Shape[],
  x: number,
  y: number,
  tolerance: number,
): Shape | null {
  let best: Shape | null = null;
  let bestArea = Number.POSITIVE_INFINITY;
  for (const shape of shapes) {
    const [x1, y1, x2, y2] = shape.box;
    const inside =
      x >= x1 - tolerance && x <= x2 + tolerance && y >= y1 - tolerance && y <= y2 + tolerance;
    const area = (x2 - x1) * (y2 - y1);
    if (inside && area < bestArea) {
      best = shape;
      bestArea = area;
    }
  }
  return best;
}
