import { stat } from 'node:fs/promises';
import { resolve as absolute, basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ModelKind, ModelRef, Tiling } from '../../shared/domain.ts';
import { PitchlineError, toErrorReport } from '../../shared/errors.ts';
import type { LiveModels } from '../../shared/model-ref.ts';
import { BUNDLED, type ModelVersion } from '../../shared/models.ts';
import { createGate } from '../inference/gate.ts';
import type { EngineModel, InferenceEngine } from '../inference/types.ts';
import type { SpecOverrides } from '../vision/types.ts';
import { readBundled } from './bundled.ts';
import { copyCard, readCard } from './card.ts';
import { digestModel } from './digest.ts';
import { type Live, readLive, withLive, writeLive } from './live.ts';
import { checkName, nameFromPath, nextVersion } from './names.ts';
import { readOnnxFile } from './onnx-file.ts';
import { isModelPath, matchRef } from './refs.ts';
import {
  addVersion,
  type DamagedModel,
  modelPath,
  readVersions,
  removeUnfinished,
  removeVersion,
  type StoredVersions,
  updateVersion,
} from './version-store.ts';

export type { DamagedModel } from './version-store.ts';

export interface ImportOptions {
  readonly name?: string;
  readonly version?: string;
  readonly overrides: SpecOverrides;
  /** Where it comes from, for people: a path, a registry's address. */
  readonly source: string;
  readonly tiling?: Tiling | null;
  readonly licence?: string;
  readonly description?: string;
  /** Given up before anything is kept. */
  readonly signal?: AbortSignal;
}

export interface Overview {
  readonly models: readonly ModelVersion[];
  readonly live: LiveModels;
  /** What a rollback of each kind would bring back; null where there is nothing. */
  readonly previous: LiveModels;
  readonly damaged: readonly DamagedModel[];
}

/** A model that was looked up: what results call it, and what the engine runs. */
export interface ResolvedModel {
  readonly ref: ModelRef;
  readonly engine: EngineModel;
}

type Log = (level: 'info' | 'warn' | 'error', message: string) => void;

/**
 * The installed model versions, one folder each, and which of them are live. Its folder has one
 * owner, so what was read once stays true until this object changes it.
 */
export class ModelLibrary {
  readonly #folder: string;
  readonly #engine: Pick<InferenceEngine, 'examine' | 'release'>;
  readonly #log: Log;
  /** Changes happen one after the other. */
  readonly #change = createGate(1);
  /** Files that were named by their path, by path, size and date. */
  readonly #foreign = new Map<string, Promise<EngineModel>>();
  #state: Promise<StoredVersions & { readonly slots: Live }> | undefined;

  constructor(folder: string, engine: Pick<InferenceEngine, 'examine' | 'release'>, log: Log) {
    this.#folder = folder;
    this.#engine = engine;
    this.#log = log;
  }

  async overview(): Promise<Overview> {
    const { models, damaged, slots } = await this.#read();
    const here = (sha256: string | null | undefined): string | null =>
      models.some((model) => model.sha256 === sha256) ? (sha256 ?? null) : null;
    const of = (which: 'sha256' | 'previous'): LiveModels => ({
      yolo: here(slots.yolo?.[which]),
      mask2former: here(slots.mask2former?.[which]),
    });
    return { models, damaged, live: of('sha256'), previous: of('previous') };
  }

  async list(): Promise<readonly ModelVersion[]> {
    return (await this.#read()).models;
  }

  /** What its maker wrote about a version; null where nothing came with it. */
  async card(ref: string): Promise<string | null> {
    const { sha256 } = await this.find(ref);
    return readCard(join(this.#folder, sha256));
  }

  /** @throws PitchlineError MODEL_NOT_FOUND, MODEL_AMBIGUOUS; see {@link matchRef} */
  async find(ref: string): Promise<ModelVersion> {
    const { models, live } = await this.overview();
    return matchRef(ref, models, live);
  }

  /**
   * What the engine needs for a reference. A path to an ONNX file is examined where it lies and
   * used from there; it does not become a part of the library.
   */
  async resolve(ref: string): Promise<ResolvedModel> {
    if (isModelPath(ref)) return named(ref, await this.#examined(absolute(ref)));
    const { name, version, sha256, spec, tiling } = await this.find(ref);
    // Results name the version: what `yolo` means changes with every activation.
    return named(`${name}:${version}`, {
      sha256,
      path: modelPath(this.#folder, sha256),
      spec,
      tiling,
    });
  }

  /**
   * Examines a model file and keeps a copy. The same model again is the version that is there
   * already, read anew by these overrides. The first of its kind becomes live.
   */
  importModel(path: string, options: ImportOptions): Promise<ModelVersion> {
    return this.#change(() => this.#import(path, options));
  }

  /** @throws PitchlineError MODEL_IN_USE for a live version, and for one that comes with Pitchline */
  remove(ref: string): Promise<void> {
    return this.#change(async () => {
      const version = await this.find(ref);
      const { live } = await this.overview();
      if (live[version.kind] === version.sha256) {
        throw new PitchlineError(
          'MODEL_IN_USE',
          `${version.name}:${version.version} is the live ${version.kind} model. Activate another one first.`,
        );
      }
      if (version.source === BUNDLED) {
        throw new PitchlineError(
          'MODEL_IN_USE',
          `${version.name}:${version.version} comes with Pitchline and stays, so that there is always one to go back to.`,
        );
      }
      await removeVersion(this.#folder, version.sha256);
      this.#state = undefined;
    });
  }

  activate(ref: string): Promise<ModelVersion> {
    return this.#change(async () => this.#activate(await this.find(ref)));
  }

  /** @throws PitchlineError MODEL_NOT_FOUND when there is nothing to go back to */
  rollback(kind: ModelKind): Promise<ModelVersion> {
    return this.#change(async () => {
      const { models, slots } = await this.#read();
      const previous = models.find(({ sha256 }) => sha256 === slots[kind]?.previous);
      if (previous === undefined) {
        throw new PitchlineError(
          'MODEL_NOT_FOUND',
          `There is no earlier ${kind} model to go back to. Activate one by its name.`,
        );
      }
      return this.#activate(previous);
    });
  }

  /**
   * Installs the models that come with the product, for each kind that has no live model. One that
   * does not work is told and left out: the station starts without it.
   */
  async installBundled(folder: string): Promise<void> {
    await removeUnfinished(this.#folder);
    for (const { path, manifest } of await readBundled(folder, (problem) =>
      this.#log('warn', problem),
    )) {
      const { live } = await this.overview();
      if (live[manifest.kind] !== null) continue;
      const { name, version, licence, description, tiles: tiling } = manifest;
      try {
        const imported = await this.importModel(path, {
          ...{ name, version, licence, description, tiling },
          overrides: {},
          source: BUNDLED,
        });
        await this.activate(imported.sha256);
      } catch (error) {
        this.#log(
          'error',
          `The bundled model ${name} cannot be used: ${toErrorReport(error).message}`,
        );
      }
    }
  }

  async #import(path: string, options: ImportOptions): Promise<ModelVersion> {
    if (options.name !== undefined) checkName(options.name);
    const { externalData } = await readOnnxFile(path);
    const sha256 = await digestModel(path, externalData);
    const spec = await this.#engine.examine(path, options.overrides);
    this.#engine.release(sha256);
    if (options.signal?.aborted === true) {
      throw new PitchlineError('CANCELLED', 'The import was given up; nothing was kept.');
    }
    const { models, damaged } = await this.#read();
    const known = models.find((model) => model.sha256 === sha256);
    if (known !== undefined) {
      await copyCard(dirname(path), join(this.#folder, sha256));
      return this.#reread({ ...known, spec }, known);
    }
    await this.#clearDamaged(sha256, damaged);
    const name = options.name ?? nameFromPath(absolute(path), spec.kind);
    const taken = models.some((m) => m.name === name && m.version === options.version);
    const version: ModelVersion = {
      sha256,
      name,
      version: taken ? nextVersion(name, models) : (options.version ?? nextVersion(name, models)),
      kind: spec.kind,
      fileName: basename(path),
      bytes: (await stat(path)).size,
      installedAt: new Date().toISOString(),
      source: options.source,
      description: options.description ?? '',
      licence: options.licence ?? '',
      tiling: options.tiling ?? null,
      spec,
    };
    await addVersion(this.#folder, version, path, externalData);
    this.#state = undefined;
    if ((await this.overview()).live[spec.kind] === null) await this.#activate(version);
    return version;
  }

  async #reread(version: ModelVersion, known: ModelVersion): Promise<ModelVersion> {
    if (isDeepStrictEqual(version.spec, known.spec)) return known;
    await updateVersion(this.#folder, version);
    this.#state = undefined;
    this.#log('warn', `${version.name}:${version.version} is read differently from now on.`);
    return version;
  }

  /** A damaged copy makes room for the whole one. */
  async #clearDamaged(sha256: string, damaged: readonly DamagedModel[]): Promise<void> {
    if (damaged.some(({ folder }) => basename(folder) === sha256)) {
      await removeVersion(this.#folder, sha256);
    }
  }

  async #activate(version: ModelVersion): Promise<ModelVersion> {
    const { slots } = await this.#read();
    await writeLive(this.#folder, withLive(slots, version.kind, version.sha256));
    this.#state = undefined;
    this.#log('info', `${version.name}:${version.version} is the live ${version.kind} model.`);
    return version;
  }

  #read(): Promise<StoredVersions & { readonly slots: Live }> {
    this.#state ??= this.#readDisk();
    return this.#state;
  }

  async #readDisk(): Promise<StoredVersions & { readonly slots: Live }> {
    const stored = await readVersions(this.#folder);
    const { live, problem } = await readLive(this.#folder);
    if (problem !== null) this.#log('error', problem);
    for (const { folder, reason } of stored.damaged) {
      this.#log('warn', `The model in ${folder} is left out. ${reason}`);
    }
    return { ...stored, slots: live };
  }

  async #examined(path: string): Promise<EngineModel> {
    const { size, mtimeMs } = await stat(path).catch(() => ({ size: -1, mtimeMs: -1 }));
    const key = `${path} ${size} ${mtimeMs}`;
    const known = this.#foreign.get(key);
    if (known !== undefined) return known;
    const examining = this.#examine(path);
    this.#foreign.set(key, examining);
    examining.catch(() => this.#foreign.delete(key));
    return examining;
  }

  async #examine(path: string): Promise<EngineModel> {
    const { externalData } = await readOnnxFile(path);
    const sha256 = await digestModel(path, externalData);
    const spec = await this.#engine.examine(path, {});
    return { sha256, path, spec, tiling: null };
  }
}

function named(ref: string, engine: EngineModel): ResolvedModel {
  return { ref: { ref, kind: engine.spec.kind, sha256: engine.sha256 }, engine };
}
