import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PitchlineError } from '../../shared/errors.ts';
import { invalidLabels } from './dataset.ts';
import { readLabelText } from './read-text.ts';

const LARGEST_BYTES = 1_000_000;

const folders = z.union([z.string(), z.array(z.string())]).nullish();

/** Ultralytics' `data.yaml`, of which only this is read. */
const ConfigSchema = z.object({
  path: z.string().nullish(),
  train: folders,
  val: folders,
  test: folders,
  names: z.union([z.array(z.coerce.string()), z.record(z.string(), z.coerce.string())]),
});

export const SPLITS = ['test', 'val', 'train'] as const;
export type Split = (typeof SPLITS)[number];

export interface YoloConfig {
  readonly classes: readonly string[];
  /** Folders of pictures that exist. */
  readonly folders: readonly string[];
}

/**
 * What a `data.yaml` says: names, and the folders of a split.
 *
 * @param split the first of test, val and train that is there, when not said
 * @throws PitchlineError LABELS_NOT_FOUND, LABELS_INVALID
 */
export async function readYoloConfig(path: string, split?: Split): Promise<YoloConfig> {
  const text = await readLabelText(path, LARGEST_BYTES);
  let content: unknown;
  try {
    // Without anchors: a file of a kilobyte can be made to unfold to gigabytes by them.
    content = parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw invalidLabels(path, `it is no YAML (${String(cause)})`, cause);
  }
  const parsed = ConfigSchema.safeParse(content);
  if (!parsed.success) {
    throw invalidLabels(path, 'it needs "names", and folders of pictures under train, val or test');
  }
  const config = parsed.data;
  const found = await foldersOf(path, config, split === undefined ? SPLITS : [split]);
  // Downloads often name folders that were there when they were made.
  const last =
    found ?? (split === undefined ? await existing([resolve(dirname(path), 'images')]) : null);
  if (last !== null) return { classes: namesOf(config.names, path), folders: last };
  throw new PitchlineError(
    'LABELS_NOT_FOUND',
    `${path}: none of the folders it names for ${split ?? SPLITS.join(', ')} is there, and no "images" beside it.`,
  );
}

async function foldersOf(
  path: string,
  config: z.infer<typeof ConfigSchema>,
  splits: readonly Split[],
): Promise<readonly string[] | null> {
  const root = resolve(dirname(path), config.path ?? '.');
  for (const split of splits) {
    const named = [config[split] ?? []].flat();
    const found =
      (await existing(named.map((folder) => resolve(root, folder)))) ??
      // Roboflow writes ../train/images for what lies in train/images.
      (await existing(
        named.map((folder) => resolve(dirname(path), folder.replace(/^\.\.\//, ''))),
      ));
    if (found !== null) return found;
  }
  return null;
}

/** The folders where all of them exist, else null. */
async function existing(paths: readonly string[]): Promise<readonly string[] | null> {
  if (paths.length === 0) return null;
  const areFolders = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (facts) => facts.isDirectory(),
        () => false,
      ),
    ),
  );
  return areFolders.every(Boolean) ? paths : null;
}

function namesOf(names: z.infer<typeof ConfigSchema>['names'], path: string): readonly string[] {
  if (Array.isArray(names)) return names.map((name) => name.trim());
  return Array.from({ length: Object.keys(names).length }, (_, id) => {
    const name = names[String(id)];
    if (name === undefined) throw invalidLabels(path, `"names" has no class ${id}`);
    return name.trim();
  });
}
