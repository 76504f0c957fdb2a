import type { Labelled } from '../../shared/evaluation/types.ts';
import { type CocoAnnotation, type CocoDocument, readCocoDocument } from './coco-document.ts';
import { labelOfAnnotation } from './coco-shape.ts';
import { type Dataset, invalidLabels, type LabelledPicture, type PixelSize } from './dataset.ts';
import { pictureFinder } from './find-picture.ts';
import { oddities } from './oddities.ts';

/**
 * A COCO file (object detection: polygons, compressed and uncompressed run lengths, `iscrowd`).
 *
 * @param pictures where the pictures are; beside the file, or in `images` there, when not said
 * @throws PitchlineError LABELS_NOT_FOUND, LABELS_TOO_LARGE, LABELS_INVALID
 */
export async function readCocoDataset(path: string, pictures?: string): Promise<Dataset> {
  const document = await readCocoDocument(path);
  return cocoDataset(document, path, pictureFinder(path, pictures));
}

/** @param find the path of a picture that the file names */
export function cocoDataset(
  document: CocoDocument,
  path: string,
  find: (name: string) => string,
): Dataset {
  const { images, annotations, categories } = document;
  const classOf = numbered(
    categories.map(({ id }) => id),
    `${path}: categories`,
  );
  // Pycocotools sorts the ids, and the order of the pictures decides between equal scores.
  const sorted = images.toSorted((a, b) => byId(a.id, b.id));
  const placeOf = numbered(
    sorted.map(({ id }) => id),
    `${path}: images`,
  );
  const perPicture: Placed[][] = images.map(() => []);
  for (const [index, annotation] of annotations.entries()) {
    const where = `${path}: annotations[${index}]`;
    const place = placeOf.get(annotation.image_id);
    const classId = classOf.get(annotation.category_id);
    if (place === undefined) {
      throw invalidLabels(where, `no image has the id ${JSON.stringify(annotation.image_id)}`);
    }
    if (classId === undefined) {
      throw invalidLabels(where, `no category has the id ${annotation.category_id}`);
    }
    perPicture[place]!.push({ annotation, classId, where });
  }
  const read = sorted.map((image, place) => pictureOf(image, perPicture[place]!, find));
  return {
    format: 'coco',
    source: path,
    classes: categories.map(({ name }) => name.trim()),
    used: new Set(perPicture.flat().map(({ classId }) => classId)),
    pictures: read.map(({ picture }) => picture),
    notes: oddities(read.map(({ known }) => known)),
  };
}

interface Placed {
  readonly annotation: CocoAnnotation;
  readonly classId: number;
  readonly where: string;
}

interface Read {
  readonly picture: LabelledPicture;
  /** Null where the file does not say how large the picture is. */
  readonly known: { readonly labels: readonly Labelled[]; readonly size: PixelSize } | null;
}

function pictureOf(
  { file_name: name, width, height }: CocoDocument['images'][number],
  placed: readonly Placed[],
  find: (name: string) => string,
): Read {
  const labelsFor = (size: PixelSize): readonly Labelled[] =>
    placed.map(({ annotation, classId, where }) =>
      labelOfAnnotation(annotation, classId, size, where),
    );
  if (width === undefined || height === undefined) {
    return { picture: { name, path: find(name), labels: labelsFor }, known: null };
  }
  // At once, so that a label that cannot be read is told before the first picture is judged.
  const labels = labelsFor({ width, height });
  const picture: LabelledPicture = {
    name,
    path: find(name),
    labels: (size) => {
      if (size.width === width && size.height === height) return labels;
      const sizes = `${width} x ${height} and the upright picture has ${size.width} x ${size.height}`;
      throw invalidLabels(name, `its labels are for ${sizes}`);
    },
  };
  return { picture, known: { labels, size: { width, height } } };
}

/** Places by id. */
function numbered<Id>(ids: readonly Id[], where: string): ReadonlyMap<Id, number> {
  const places = new Map<Id, number>();
  for (const [place, id] of ids.entries()) {
    if (places.has(id)) throw invalidLabels(where, `the id ${JSON.stringify(id)} comes twice`);
    places.set(id, place);
  }
  return places;
}

function byId(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
