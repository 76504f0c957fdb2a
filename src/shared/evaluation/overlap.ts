import { maskArea, maskIou } from '../masks/index.ts';
import type { RegionMask } from '../masks/region-mask.ts';
import type { By, CocoBox, Found, Labelled } from './types.ts';

/**
 * Overlap of detections with labels in 0…1: intersection over union, and for a crowd intersection over
 * the detection alone (cocoapi, `maskApi.c`, `bbIou` and `rleIou`).
 *
 * @returns one row a detection, one value a label
 */
export function overlaps(
  found: readonly Found[],
  labels: readonly Labelled[],
  by: By,
): readonly (readonly number[])[] {
  return found.map((one) => labels.map((label) => overlap(one, label, by)));
}

/** Area of a detection in square pixels, as COCO sizes it. */
export function areaOf({ box, mask }: Found, by: By): number {
  return by === 'mask' ? maskArea(maskOf(mask)) : box[2] * box[3];
}

function overlap(found: Found, label: Labelled, by: By): number {
  if (by === 'box') return boxOverlap(found.box, label.box, label.crowd);
  return maskIou(maskOf(found.mask), maskOf(label.mask), label.crowd);
}

function boxOverlap(found: CocoBox, label: CocoBox, crowd: boolean): number {
  const width = Math.min(found[0] + found[2], label[0] + label[2]) - Math.max(found[0], label[0]);
  const height = Math.min(found[1] + found[3], label[1] + label[3]) - Math.max(found[1], label[1]);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  const area = found[2] * found[3];
  return common / (crowd ? area : area + label[2] * label[3] - common);
}

function maskOf(mask: RegionMask | null): RegionMask {
  if (mask === null) throw new RangeError('Masks can only be compared where everything has one.');
  return mask;
}
