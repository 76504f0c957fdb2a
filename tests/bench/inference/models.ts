import { basename, dirname, join } from 'node:path';
import type { EngineModel } from '../../../src/main/inference/types.ts';
import { readBundled } from '../../../src/main/models/bundled.ts';
import { digestModel } from '../../../src/main/models/digest.ts';
import { readOnnxFacts } from '../../../src/main/models/onnx-file.ts';
import { recogniseModel } from '../../../src/main/vision/recognise.ts';

export interface BenchModel extends EngineModel {
  readonly name: string;
}

/** The demo models of a `resources/models`, if wished, and files by path. */
export async function findModels(
  resources: string,
  demo: boolean,
  paths: readonly string[],
): Promise<readonly BenchModel[]> {
  const bundled = demo
    ? await readBundled(join(resources, 'models'), (problem) => console.error(problem))
    : [];
  const named = [
    ...bundled.map(({ path, manifest }) => ({ path, name: manifest.name })),
    ...paths.map((path) => ({ path, name: nameOf(path) })),
  ];
  return Promise.all(
    named.map(async ({ path, name }) => ({
      name,
      path,
      sha256: await digestModel(path),
      spec: recogniseModel(await readOnnxFacts(path), {}),
      // Whole pictures: tiles would be several runs a picture.
      tiling: null,
    })),
  );
}

/** Exports are often all called model.onnx. */
function nameOf(path: string): string {
  return basename(path) === 'model.onnx' ? basename(dirname(path)) : basename(path, '.onnx');
}
