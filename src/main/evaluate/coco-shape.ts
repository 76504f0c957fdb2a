import type { CocoBox, Labelled } from '../../shared/evaluation/types.ts';
import {
  fromCocoCounts,
  fromCocoMask,
  maskArea,
  maskBounds,
  polygonMask,
} from '../../shared/masks/index.ts';
import type { RegionMask } from '../../shared/masks/region-mask.ts';
import type { CocoAnnotation, Segmentation } from './coco-document.ts';
import { invalidLabels, type PixelSize } from './dataset.ts';

/**
 * A label of COCO as an object. Its area is the one that the file says, as in pycocotools, else that
 * of the mask or the box.
 *
 * @param size of the picture, in pixels
 * @param where names the annotation in messages
 * @throws PitchlineError LABELS_INVALID
 */
export function labelOfAnnotation(
  annotation: CocoAnnotation,
  classId: number,
  size: PixelSize,
  where: string,
): Labelled {
  const { segmentation, bbox } = annotation;
  const mask = segmentation == null ? null : maskOf(segmentation, size, where);
  const box = bbox ?? (mask === null ? null : boxOf(mask));
  if (box === null) throw invalidLabels(where, 'it has neither a bbox nor a segmentation');
  return {
    classId,
    box,
    mask,
    area: annotation.area ?? (mask === null ? box[2] * box[3] : maskArea(mask)),
    crowd: annotation.iscrowd === 1 || annotation.iscrowd === true,
  };
}

/** The box around a mask; at the corner and without sides where no pixel is set. */
export function boxOf(mask: RegionMask): CocoBox {
  const { x, y, width, height } = maskBounds(mask) ?? { x: 0, y: 0, width: 0, height: 0 };
  return [x, y, width, height];
}

function maskOf(segmentation: Segmentation, size: PixelSize, where: string): RegionMask | null {
  const { width, height } = size;
  if (Array.isArray(segmentation)) {
    // Exporters write an empty list where there is a box only.
    return segmentation.length === 0 ? null : polygonMask(segmentation, height, width);
  }
  const { counts } = segmentation;
  const [rows, columns] = segmentation.size;
  if (rows !== height || columns !== width) {
    const sizes = `${columns} x ${rows} and the picture has ${width} x ${height}`;
    throw invalidLabels(where, `its run lengths are for ${sizes}`);
  }
  try {
    return typeof counts === 'string'
      ? fromCocoMask({ size: segmentation.size, counts })
      : fromCocoCounts(segmentation.size, counts);
  } catch (cause) {
    throw invalidLabels(where, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
