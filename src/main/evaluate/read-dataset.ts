import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { readCocoDataset } from './coco-dataset.ts';
import type { Dataset } from './dataset.ts';
import type { Split } from './yolo-config.ts';
import { readYoloDataset, readYoloFolder } from './yolo-dataset.ts';

export interface DatasetWish {
  /** A folder, a COCO file or a `data.yaml`. */
  readonly data: string;
  /** Of a COCO file: where its pictures are. */
  readonly pictures: string | undefined;
  /** Of a `data.yaml`: which of its folders. */
  readonly split: Split | undefined;
}

const YAML_ENDINGS = new Set(['.yaml', '.yml']);

/** Names that say that a JSON file is the labels, where a folder has several. */
const LABEL_NAMES = /^(?:_?annotations(?:\.coco)?|labels|instances.*)\.json$/i;

/**
 * Labelled pictures in whatever form the place has them.
 *
 * @throws PitchlineError LABELS_NOT_FOUND, LABELS_TOO_LARGE, LABELS_INVALID
 */
export async function readDataset({ data, pictures, split }: DatasetWish): Promise<Dataset> {
  const facts = await stat(data).catch((cause: unknown) => {
    throw new PitchlineError('LABELS_NOT_FOUND', `${data}: there is no such file or folder.`, {
      cause,
    });
  });
  const source = facts.isDirectory() ? await sourceIn(data) : data;
  if (YAML_ENDINGS.has(extname(source))) return readYoloDataset(source, split);
  if (extname(source) === '.txt') return readYoloFolder(data, source);
  return readCocoDataset(source, pictures);
}

/** The file of a folder that says what its pictures show. */
async function sourceIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).sort();
  const json = onlyLabels(names.filter((name) => extname(name) === '.json'));
  const yaml = names.filter((name) => YAML_ENDINGS.has(extname(name)));
  const [found, another] = [...json, ...yaml].map((name) => join(folder, name));
  if (found !== undefined && another === undefined) return found;
  if (found !== undefined) {
    throw new PitchlineError(
      'LABELS_NOT_FOUND',
      `${folder} has several files that may be the labels (${[...json, ...yaml].join(', ')}). Name one of them with --data.`,
    );
  }
  const below = join(folder, 'annotations');
  if (basename(folder) !== 'annotations' && existsSync(below)) return sourceIn(below);
  const classes = [join(folder, 'classes.txt'), join(folder, 'labels', 'classes.txt')];
  const named = classes.find((path) => existsSync(path));
  if (named !== undefined && existsSync(join(folder, 'images'))) return named;
  throw new PitchlineError(
    'LABELS_NOT_FOUND',
    `${folder} has no labels: a COCO file (annotations.json), a data.yaml, or images, labels and classes.txt are looked for.`,
  );
}

function onlyLabels(names: readonly string[]): readonly string[] {
  const named = names.filter((name) => LABEL_NAMES.test(name));
  return named.length === 0 ? names : named;
}
