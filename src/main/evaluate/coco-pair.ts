import type { Found, Labelled } from '../../shared/evaluation/types.ts';
import { toCocoMask } from '../../shared/masks/index.ts';
import type { JudgedLabels } from './judge-labelled.ts';

/** What pycocotools needs to reckon the figures again: `COCO(labels)`, `loadRes(boxes)`, `loadRes(masks)`. */
export interface CocoPair {
  readonly labels: object;
  readonly boxes: readonly object[];
  /** Null where some detection has no mask. */
  readonly masks: readonly object[] | null;
}

/** Labels and detections of the pictures that were judged, as COCO writes them; ids count from 1. */
export function cocoPair(judged: readonly JudgedLabels[], classes: readonly string[]): CocoPair {
  const found = judged.flatMap((picture, place) =>
    picture.found.map((one) => ({ one, picture, id: place + 1 })),
  );
  return {
    labels: {
      images: judged.map(({ name, size }, place) => ({ id: place + 1, file_name: name, ...size })),
      categories: classes.map((name, id) => ({ id, name })),
      annotations: judged
        .flatMap((picture, place) =>
          picture.labels.map((label) => annotation(label, picture, place + 1)),
        )
        .map((one, index) => ({ id: index + 1, ...one })),
    },
    boxes: found.map(({ one, id }) => ({ ...result(one, id), bbox: one.box })),
    masks: found.every(({ one }) => one.mask !== null)
      ? found.map(({ one, picture, id }) => ({
          ...result(one, id),
          segmentation: runLengths(one, picture),
        }))
      : null,
  };
}

function annotation(label: Labelled, picture: JudgedLabels, id: number): object {
  return {
    image_id: id,
    category_id: label.classId,
    bbox: label.box,
    area: label.area,
    iscrowd: label.crowd ? 1 : 0,
    ...(label.mask === null ? {} : { segmentation: runLengths(label, picture) }),
  };
}

function result({ classId, score }: Found, id: number): object {
  return { image_id: id, category_id: classId, score };
}

function runLengths({ mask }: Found | Labelled, { size }: JudgedLabels) {
  return mask === null ? null : toCocoMask(mask, size.height, size.width);
}
