import type { Box } from '../../../shared/domain.ts';
import { fromBitmap, type RegionMask, trim } from '../../../shared/masks/index.ts';
import { prototypeTaps, TAPS } from './prototype-taps.ts';
import type { Size } from './scale-back.ts';

/** Mask prototypes of one picture: `values` is [count, height, width]. */
export interface Prototypes extends Size {
  readonly count: number;
  readonly values: Float32Array;
}

/** Coefficients and box (in picture pixels, clipped) to mask; null where no pixel is set. */
export type MaskPainter = (coefficient: (index: number) => number, box: Box) => RegionMask | null;

/**
 * Masks at the picture's own resolution, as Ultralytics with `retina_masks=True`: coefficients
 * times prototypes, resampled to the picture, set where positive and inside the box.
 *
 * Only the box is computed, and one bitmap of it lives at a time, so memory does not grow with the
 * number of detections.
 */
export function maskPainter(prototypes: Prototypes, picture: Size): MaskPainter {
  const taps = prototypeTaps(prototypes, picture);
  return (coefficient, [x1, y1, x2, y2]) => {
    // Pixel p belongs to the box when x1 <= p < x2.
    const left = Math.ceil(x1);
    const right = Math.min(Math.ceil(x2), picture.width);
    const top = Math.ceil(y1);
    const bottom = Math.min(Math.ceil(y2), picture.height);
    if (left >= right || top >= bottom) return null;

    const firstCell = taps.y.first[top]!;
    const lastCell = Math.min(taps.y.first[bottom - 1]! + TAPS, prototypes.height) - 1;
    const width = right - left;
    // Rows of logits at prototype height and picture width; unused taps past the end read zeros.
    const rows = new Float32Array((lastCell - firstCell + TAPS) * width);
    const cells = new Float32Array(prototypes.width + TAPS);
    for (let cellY = firstCell; cellY <= lastCell; cellY++) {
      mixPrototypes(prototypes, coefficient, cellY, cells);
      const row = (cellY - firstCell) * width;
      for (let x = 0; x < width; x++) {
        const cell = taps.x.first[left + x]!;
        const tap = (left + x) * TAPS;
        rows[row + x] =
          cells[cell]! * taps.x.weights[tap]! +
          cells[cell + 1]! * taps.x.weights[tap + 1]! +
          cells[cell + 2]! * taps.x.weights[tap + 2]!;
      }
    }

    const bitmap = new Uint8Array(width * (bottom - top));
    for (let y = top; y < bottom; y++) {
      const upper = (taps.y.first[y]! - firstCell) * width;
      const tap = y * TAPS;
      const weight0 = taps.y.weights[tap]!;
      const weight1 = taps.y.weights[tap + 1]!;
      const weight2 = taps.y.weights[tap + 2]!;
      const target = (y - top) * width;
      for (let x = 0; x < width; x++) {
        const from = upper + x;
        const logit =
          rows[from]! * weight0 + rows[from + width]! * weight1 + rows[from + 2 * width]! * weight2;
        bitmap[target + x] = logit > 0 ? 1 : 0;
      }
    }
    return trim(fromBitmap(bitmap, width, bottom - top, left, top));
  };
}

/** One row of logits: the sum of all prototypes' rows, each times its coefficient. */
function mixPrototypes(
  { count, width, height, values }: Prototypes,
  coefficient: (index: number) => number,
  cellY: number,
  into: Float32Array,
): void {
  into.fill(0);
  for (let index = 0; index < count; index++) {
    const factor = coefficient(index);
    const row = (index * height + cellY) * width;
    for (let x = 0; x < width; x++) into[x]! += factor * values[row + x]!;
  }
}
