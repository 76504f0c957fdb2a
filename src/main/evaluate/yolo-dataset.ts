import { readdir } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { isPictureName } from '../../shared/picture-names.ts';
import { systemCode } from '../errno.ts';
import type { Dataset, LabelledPicture } from './dataset.ts';
import { readLabelText } from './read-text.ts';
import { readYoloConfig, type Split, type YoloConfig } from './yolo-config.ts';
import { labelOfYolo, parseYoloLabels, type YoloLabel } from './yolo-label.ts';

const LARGEST_LABEL_BYTES = 16_000_000;

/** What labelling programs write among the labels. */
const NOT_LABELS = new Set(['classes.txt', 'predefined_classes.txt']);

const byName = new Intl.Collator('en', { numeric: true });

/**
 * Pictures with YOLO labels: `…/images/…/a.jpg` has `…/labels/…/a.txt`, or one beside it. A picture
 * without a label file has no objects in it, as for Ultralytics.
 *
 * @param path a `data.yaml`
 * @throws PitchlineError LABELS_NOT_FOUND, LABELS_TOO_LARGE, LABELS_INVALID
 */
export async function readYoloDataset(path: string, split?: Split): Promise<Dataset> {
  return yoloDataset(path, await readYoloConfig(path, split));
}

/** Folders without a `data.yaml`: `images`, `labels`, and the names of the classes in a text file. */
export async function readYoloFolder(folder: string, classFile: string): Promise<Dataset> {
  const names = (await readLabelText(classFile, LARGEST_LABEL_BYTES))
    .split(/\r\n|\r|\n/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return yoloDataset(classFile, { classes: names, folders: [join(folder, 'images')] });
}

async function yoloDataset(source: string, { classes, folders }: YoloConfig): Promise<Dataset> {
  const read = await Promise.all(folders.map((folder) => readFolder(folder, classes.length)));
  const pictures = read.flatMap((folder) => folder.pictures);
  if (pictures.length === 0) {
    throw new PitchlineError('LABELS_NOT_FOUND', `${folders.join(', ')}: no pictures there.`);
  }
  const unlabelled = read.reduce((sum, folder) => sum + folder.unlabelled, 0);
  return {
    format: 'yolo',
    source,
    classes,
    used: new Set(read.flatMap((folder) => folder.used)),
    pictures,
    notes:
      unlabelled === 0
        ? []
        : [`${unlabelled} pictures have no label file: they count as pictures without objects.`],
  };
}

async function readFolder(folder: string, classes: number) {
  const beside = labelFolder(folder);
  const files = new Map<string, readonly YoloLabel[]>();
  const names = await picturesIn(folder);
  const stems = new Set(names.map(withoutEnding));
  for (const file of await filesIn(beside)) {
    const isLabel = file.endsWith('.txt') && !NOT_LABELS.has(basename(file));
    // Among the pictures lie other texts too.
    if (!isLabel || (beside === folder && !stems.has(withoutEnding(file)))) continue;
    const path = join(beside, file);
    const text = await readLabelText(path, LARGEST_LABEL_BYTES);
    files.set(withoutEnding(file), parseYoloLabels(text, classes, path));
  }
  const labelled = names.map((name) => pictureOf(folder, name, files.get(withoutEnding(name))));
  // A label without its picture becomes a picture that cannot be judged.
  const lost = [...files].filter(([stem]) => !stems.has(stem));
  return {
    pictures: [
      ...labelled,
      ...lost.map(([stem, labels]) => pictureOf(folder, `${stem}.jpg`, labels)),
    ],
    used: [...files.values()].flat().map(({ classId }) => classId),
    unlabelled: names.filter((name) => !files.has(withoutEnding(name))).length,
  };
}

function pictureOf(
  folder: string,
  name: string,
  labels: readonly YoloLabel[] = [],
): LabelledPicture {
  return {
    name,
    path: join(folder, name),
    labels: (size) => labels.map((label) => labelOfYolo(label, size)),
  };
}

/** The last folder called `images` becomes `labels`; without one, labels lie beside the pictures. */
function labelFolder(folder: string): string {
  const parts = folder.split(sep);
  const place = parts.lastIndexOf('images');
  return place === -1 ? folder : parts.with(place, 'labels').join(sep);
}

async function picturesIn(folder: string): Promise<readonly string[]> {
  return (await filesIn(folder)).filter(isPictureName).sort(byName.compare);
}

/** Paths below a folder; none where there is no such folder. */
async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function withoutEnding(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}
