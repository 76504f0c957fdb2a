import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Annotation } from '../../shared/corrections.ts';
import { labelShape } from './annotation-shape.ts';
import type { ClassIds } from './class-ids.ts';
import { IMAGES } from './picture-copies.ts';
import type { AnnotationWriter } from './writer.ts';

/**
 * The text files that Ultralytics trains detection on: `labels/` beside `images/`, a line an object
 * with its class, then centre, width and height as shares of the picture. Masks become their boxes.
 */
export async function yoloWriter(folder: string, classIds: ClassIds): Promise<AnnotationWriter> {
  const labels = join(folder, 'labels');
  await mkdir(labels);
  return {
    add: async ({ annotations, width, height }, fileName) => {
      const lines = annotations.map((each) => `${yoloLine(each, width, height, classIds)}\n`);
      const name = `${basename(fileName, extname(fileName))}.txt`;
      await writeFile(join(labels, name), lines.join(''));
    },
    finish: () => writeFile(join(folder, 'data.yaml'), description(classIds.names)),
    close: async () => undefined,
  };
}

function yoloLine(
  annotation: Annotation,
  pictureWidth: number,
  pictureHeight: number,
  classIds: ClassIds,
): string {
  const { x, y, width, height } = labelShape(annotation);
  const shares = [
    (x + width / 2) / pictureWidth,
    (y + height / 2) / pictureHeight,
    width / pictureWidth,
    height / pictureHeight,
  ];
  const words = shares.map((share) => share.toFixed(6));
  return [classIds.idOf(annotation.className), ...words].join(' ');
}

function description(names: readonly string[]): string {
  return [
    '# Nothing is held out here: divide the pictures before you measure on them.',
    'path: .',
    `train: ${IMAGES}`,
    `val: ${IMAGES}`,
    // JSON is YAML.
    `names: ${JSON.stringify(Object.fromEntries(names.entries()))}`,
    '',
  ].join('\n');
}
