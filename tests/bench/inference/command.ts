import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInferenceEngine } from '../../../src/main/inference/engine.ts';
import { createSession } from '../../../src/main/inference/runtime.ts';
import { threadsFor } from '../../../src/main/inference/threads.ts';
import type { InferenceEngine } from '../../../src/main/inference/types.ts';
import { createHead } from '../../../src/main/vision/create-head.ts';
import { decodePictureFile } from '../../../src/main/vision/decode/decode.ts';
import { measure, type Raw } from './measure.ts';
import { type BenchModel, findModels } from './models.ts';
import { type BenchOptions, type Format, HELP, parseOptions, type Size } from './options.ts';
import { writePictures } from './pictures.ts';
import { type Cell, cellOf, printTable } from './report.ts';

const ROOT = join(import.meta.dirname, '../../..');
const RESOURCES = join(ROOT, 'resources');
const LIMITS = { maxPixels: 100_000_000, maxBytes: 500_000_000 };

/** `npm run bench -- inference`: see HELP. */
export async function inferenceBench(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === null) return;
  if (options.help) {
    console.log(HELP);
    return;
  }
  const models = await findModels(RESOURCES, options.demo, options.models);
  if (models.length === 0) {
    console.error('There is no model to measure: give one with --model PATH.');
    process.exitCode = 2;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'pitchline-bench-'));
  try {
    const cells = await measureAll(models, options, await writeSets(folder, options));
    if (!options.json) printTable(cells);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]): BenchOptions | null {
  try {
    return parseOptions(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
    return null;
  }
}

/** Pictures of one format and size. */
interface PictureSet {
  readonly format: Format;
  readonly size: Size;
  readonly files: readonly string[];
}

async function writeSets(
  folder: string,
  { sizes, formats }: BenchOptions,
): Promise<readonly PictureSet[]> {
  const sets: PictureSet[] = [];
  for (const size of sizes) {
    for (const format of formats) {
      const files = await writePictures(folder, join(RESOURCES, 'demo'), format, size);
      sets.push({ format, size, files });
    }
  }
  return sets;
}

async function measureAll(
  models: readonly BenchModel[],
  options: BenchOptions,
  sets: readonly PictureSet[],
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const threads of threadCounts(options)) {
    for (const model of models) {
      const engine = startEngine(threads);
      const session = await createSession(model.path, { device: 'cpu', threads });
      try {
        for (const { format, size, files } of sets) {
          const raw = { session, input: await preparedInput(model, files[0]!) };
          const measured = await measure(raw, engine, model, files, options.pictures);
          const where = { format, size, threads, pictures: options.pictures };
          const cell = cellOf(model, raw.input.dims, where, measured);
          cells.push(cell);
          tell(cell, options.json);
        }
      } finally {
        await session.dispose();
        await engine.close();
      }
    }
  }
  return cells;
}

/** One thread shows what the station costs; all of them what a user gets. */
function threadCounts({ threads }: BenchOptions): readonly number[] {
  return threads === null ? [...new Set([1, threadsFor(null)])] : [threads];
}

function startEngine(threads: number): InferenceEngine {
  return createInferenceEngine({
    entry: join(ROOT, 'out/main/inference.js'),
    threads,
    limits: LIMITS,
    log: (level, message) => {
      if (level !== 'info') console.error(message);
    },
  });
}

async function preparedInput(model: BenchModel, file: string): Promise<Raw['input']> {
  const { picture } = await decodePictureFile(file, LIMITS);
  return createHead(model.spec).prepare(picture).input;
}

function tell(cell: Cell, json: boolean): void {
  if (json) console.log(JSON.stringify(cell));
  const { model, format, size, threads, rawPerSecond, oursPerSecond, ratio } = cell;
  console.error(
    `${model}, ${format} ${size.width}x${size.height}, threads ${threads}: ${oursPerSecond}/s of ${rawPerSecond}/s, ${ratio}`,
  );
}
