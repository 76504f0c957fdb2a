import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import type { SearchReader } from '../log/search/search-reader.ts';
import { type AnnotatedWish, annotatedPictures } from './annotated.ts';
import type { ClassIds } from './class-ids.ts';
import { cocoWriter } from './coco.ts';
import { copyPicture, IMAGES, nameInExport, type PictureCopy } from './picture-copies.ts';
import type { AnnotationWriter } from './writer.ts';
import { yoloWriter } from './yolo.ts';

export const ANNOTATION_FORMATS = ['coco', 'yolo'] as const;
export type AnnotationFormat = (typeof ANNOTATION_FORMATS)[number];

export interface ExportWish extends AnnotatedWish {
  readonly format: AnnotationFormat;
  /** Where to; it is made, or is an empty folder. */
  readonly out: string;
  /** Copy the pictures too; null: labels only. */
  readonly evidence: string | null;
  /** Numbers for class names; it is added to. */
  readonly classIds: ClassIds;
  /** The classes of a model, in its order; none where it is not known any more. */
  readonly classesOf: (modelSha256: string) => readonly string[];
  readonly onPicture?: (done: number) => void;
}

export interface ExportReport {
  readonly pictures: number;
  readonly annotations: number;
  readonly classes: readonly string[];
  /** Pictures that could not be had; they are in no label file. */
  readonly missing: readonly {
    readonly inspection: string;
    readonly sha256: string;
    readonly why: string;
  }[];
}

/** A line for each picture: where it comes from, and where it is now. */
const LIST_FILE = 'pictures.jsonl';
const WRITERS: Readonly<
  Record<AnnotationFormat, (folder: string, ids: ClassIds) => Promise<AnnotationWriter>>
> = { coco: cocoWriter, yolo: yoloWriter };

/**
 * Writes what people corrected as a data set to train on.
 *
 * @throws PitchlineError FILE_EXISTS where the folder has something in it
 */
export async function exportAnnotations(
  reader: SearchReader,
  wish: ExportWish,
): Promise<ExportReport> {
  const { format, out, evidence, classIds, classesOf, onPicture } = wish;
  await requireEmpty(out);
  if (evidence !== null) await mkdir(join(out, IMAGES));
  const writer = await WRITERS[format](out, classIds);
  const list = await open(join(out, LIST_FILE), 'wx');
  const missing: ExportReport['missing'][number][] = [];
  let [pictures, annotations] = [0, 0];
  try {
    for await (const picture of annotatedPictures(reader, wish)) {
      const { inspection, sha256, path, by, modelSha256 } = picture;
      if (modelSha256 !== null) classIds.know(classesOf(modelSha256));
      const copy: PictureCopy =
        evidence === null
          ? { fileName: format === 'coco' ? path : nameInExport(picture) }
          : await copyPicture(picture, evidence, out);
      await list.write(`${JSON.stringify({ ...copy, sha256, path, inspection, by })}\n`);
      if ('missing' in copy) {
        missing.push({ inspection, sha256, why: copy.missing });
        continue;
      }
      await writer.add(picture, copy.fileName);
      pictures += 1;
      annotations += picture.annotations.length;
      onPicture?.(pictures);
    }
    await writer.finish();
  } finally {
    await writer.close();
    await list.close();
  }
  return { pictures, annotations, classes: classIds.names, missing };
}

async function requireEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [first] = await readdir(folder);
  if (first === undefined) return;
  throw new PitchlineError(
    'FILE_EXISTS',
    `${folder} is not empty (there is ${first}). Name a folder that is new or empty.`,
  );
}
