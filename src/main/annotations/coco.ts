import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnnotatedPicture } from './annotated.ts';
import { labelShape } from './annotation-shape.ts';
import type { ClassIds } from './class-ids.ts';
import type { AnnotationWriter } from './writer.ts';

/** Of the labels, in the folder of the export. */
export const COCO_FILE = 'annotations.json';

/**
 * COCO's object detection format (cocodataset.org, "Data format"): boxes `[left, top, width, height]`,
 * masks as compressed run lengths; a box without a mask has no `segmentation` parts. Annotations are
 * written while pictures come, so that an export of any size needs little memory.
 */
export async function cocoWriter(folder: string, classIds: ClassIds): Promise<AnnotationWriter> {
  const file: FileHandle = await open(join(folder, COCO_FILE), 'wx');
  const images: object[] = [];
  let annotations = 0;
  await file.write('{"annotations":[');
  return {
    add: async (picture, fileName) => {
      const { inspection, sha256, path, width, height } = picture;
      const id = images.length + 1;
      // `inspection`, `sha256` and `source` are ours; readers of the format pass over them.
      images.push({ id, file_name: fileName, width, height, inspection, sha256, source: path });
      for (const each of labelsOf(picture, classIds)) {
        annotations += 1;
        const label = JSON.stringify({ id: annotations, image_id: id, ...each });
        await file.write(`${annotations === 1 ? '' : ','}\n${label}`);
      }
    },
    finish: async () => {
      const categories = classIds.names.map((name, id) => ({ id, name }));
      await file.write(
        `\n],\n"images":${JSON.stringify(images)},\n"categories":${JSON.stringify(categories)}}\n`,
      );
      await file.sync();
    },
    close: () => file.close(),
  };
}

function labelsOf({ annotations }: AnnotatedPicture, classIds: ClassIds): readonly object[] {
  return annotations.map((annotation) => {
    const { x, y, width, height, area } = labelShape(annotation);
    return {
      category_id: classIds.idOf(annotation.className),
      bbox: [x, y, width, height],
      area,
      iscrowd: 0,
      segmentation: annotation.mask ?? [],
    };
  });
}
