import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { type ModelVersion, ModelVersionSchema } from '../../shared/models.ts';
import { replaceFile, syncFile, syncFolder, UNFINISHED, writeSynced } from '../durable.ts';
import { isDiskFull } from '../errno.ts';
import { isFile } from '../is-file.ts';
import { CARD_FILE } from './card.ts';
import { digestModel } from './digest.ts';
import { JSON_BESIDE } from './onnx-file.ts';

const MODEL_FILE = 'model.onnx';
const VERSION_FILE = 'model.json';
const SHA256 = /^[0-9a-f]{64}$/u;

/** A folder in the library that is no usable model. */
export interface DamagedModel {
  readonly folder: string;
  readonly reason: string;
}

export interface StoredVersions {
  readonly models: readonly ModelVersion[];
  readonly damaged: readonly DamagedModel[];
}

/** Where a version's model file lies. */
export function modelPath(folder: string, sha256: string): string {
  return join(folder, sha256, MODEL_FILE);
}

/** Reads every version; one that is damaged does not hide the others. */
export async function readVersions(folder: string): Promise<StoredVersions> {
  await mkdir(folder, { recursive: true });
  const models: ModelVersion[] = [];
  const damaged: DamagedModel[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith(UNFINISHED)) continue;
    try {
      models.push(await readVersion(folder, entry.name));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      damaged.push({ folder: join(folder, entry.name), reason });
    }
  }
  models.sort((a, b) => a.installedAt.localeCompare(b.installedAt));
  return { models, damaged };
}

async function readVersion(folder: string, name: string): Promise<ModelVersion> {
  if (!SHA256.test(name)) throw new Error('The name of the folder is no SHA-256. Remove it.');
  const again = 'Remove the folder and import the model again.';
  const text = await readFile(join(folder, name, VERSION_FILE), 'utf8').catch(() => {
    throw new Error(`${VERSION_FILE} is missing. ${again}`);
  });
  const version = parseVersion(text, again);
  if (version.sha256 !== name) {
    throw new Error(`${VERSION_FILE} belongs to another model, ${version.sha256}. ${again}`);
  }
  const { size } = await stat(modelPath(folder, name)).catch(() => {
    throw new Error(`${MODEL_FILE} is missing. ${again}`);
  });
  if (size !== version.bytes) {
    throw new Error(`${MODEL_FILE} has ${size} bytes instead of ${version.bytes}. ${again}`);
  }
  return version;
}

function parseVersion(text: string, again: string): ModelVersion {
  try {
    return ModelVersionSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${VERSION_FILE} cannot be understood. ${again}`, { cause });
  }
}

/**
 * Copies a model and what belongs to it into the library; it appears there complete or not at all.
 *
 * @throws PitchlineError DISK_FULL; MODEL_NOT_READABLE when the file changed meanwhile
 */
export async function addVersion(
  folder: string,
  version: ModelVersion,
  source: string,
  externalData: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`);
  try {
    const model = join(unfinished, MODEL_FILE);
    await copyDurably(source, model);
    for (const name of externalData) {
      await copyDurably(join(dirname(source), name), join(unfinished, name));
    }
    for (const name of [...JSON_BESIDE, CARD_FILE]) {
      const beside = join(dirname(source), name);
      if (await isFile(beside)) await copyDurably(beside, join(unfinished, name));
    }
    if ((await digestModel(model, externalData)) !== version.sha256) {
      throw new PitchlineError(
        'MODEL_NOT_READABLE',
        `${source} changed while it was imported. Wait until it is written completely and import it again.`,
      );
    }
    await writeSynced(join(unfinished, VERSION_FILE), toText(version));
    await syncFolder(unfinished);
    await rename(unfinished, join(folder, version.sha256));
    await syncFolder(folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw explainWriteError(error, folder);
  }
}

export async function updateVersion(folder: string, version: ModelVersion): Promise<void> {
  await replaceFile(join(folder, version.sha256, VERSION_FILE), toText(version));
}

/** The folder disappears at once by its new name, and then its content at leisure. */
export async function removeVersion(folder: string, sha256: string): Promise<void> {
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`);
  await rename(join(folder, sha256), unfinished);
  await syncFolder(folder);
  await rm(unfinished, { recursive: true, force: true });
}

/** Clears what a crash left half done. */
export async function removeUnfinished(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.startsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await syncFile(to);
}

function toText(version: ModelVersion): string {
  return `${JSON.stringify(version, null, 2)}\n`;
}

function explainWriteError(error: unknown, folder: string): unknown {
  if (isDiskFull(error)) {
    return new PitchlineError(
      'DISK_FULL',
      `There is no room for the model in ${folder}. Free some space and import it again.`,
      { cause: error },
    );
  }
  return error;
}
