import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { ForkInference, InferenceChild } from '../../../src/main/inference/child.ts';
import { createInferenceEngine } from '../../../src/main/inference/engine.ts';
import { createNodeFork } from '../../../src/main/inference/fork-node.ts';
import type {
  EngineModel,
  EngineOptions,
  InferenceEngine,
  JudgeJob,
} from '../../../src/main/inference/types.ts';
import { brightnessYolo } from '../../unit/models/onnx-writer.ts';

/** The process from its source: Node strips the types. */
export const ENTRY = resolve(import.meta.dirname, '../../../src/main/inference/process.ts');

/** A folder for one test file, and engines that are closed after each test. */
export interface Bench {
  readonly folder: () => string;
  readonly put: (name: string, content: Uint8Array | string) => Promise<string>;
  readonly picture: (name: string, brightness: number, size?: Size) => Promise<string>;
  readonly engine: (options?: Partial<EngineOptions>) => Running;
  /** The brightness model, written and examined. */
  readonly model: (scale?: number) => Promise<EngineModel>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Running extends InferenceEngine {
  /** Every process that was started, the newest last. */
  readonly children: readonly InferenceChild[];
  readonly lines: readonly string[];
}

export function openBench(entry: string = ENTRY): Bench {
  let folder = '';
  let engines: Running[] = [];
  const models = new Map<number, Promise<EngineModel>>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pitchline-engine-'));
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    engines = [];
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  const put: Bench['put'] = async (name, content) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  const engine: Bench['engine'] = (options = {}) => {
    const children: InferenceChild[] = [];
    const lines: string[] = [];
    const start = createNodeFork();
    const fork: ForkInference = (path) => {
      const child = start(path);
      children.push(child);
      return child;
    };
    const running = createInferenceEngine(
      {
        entry,
        threads: 1,
        limits: { maxPixels: 1e8, maxBytes: 1e8 },
        log: (level, message) => lines.push(`${level} ${message}`),
        ...options,
      },
      fork,
    );
    const all = { ...running, children, lines };
    engines.push(all);
    return all;
  };

  const writeModel = async (scale: number): Promise<EngineModel> => {
    const bytes = brightnessYolo({ scale });
    const path = await put(`brightness-${scale}.onnx`, bytes);
    const spec = await engine().examine(path, {});
    return { sha256: createHash('sha256').update(bytes).digest('hex'), path, spec, tiling: null };
  };

  return {
    folder: () => folder,
    put,
    engine,
    picture: async (name, brightness, size = { width: 64, height: 48 }) => {
      const grey = { r: brightness, g: brightness, b: brightness };
      const png = await sharp({ create: { ...size, channels: 3, background: grey } })
        .png()
        .toBuffer();
      return put(name, png);
    },
    model: (scale = 1) => {
      const known = models.get(scale) ?? writeModel(scale);
      models.set(scale, known);
      return known;
    },
  };
}

export function jobFor(
  picturePath: string,
  model: EngineModel,
  overrides: Partial<JudgeJob> = {},
): JudgeJob {
  return { picturePath, model, device: 'cpu', options: {}, overlay: false, ...overrides };
}
