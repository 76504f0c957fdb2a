import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelKindSchema, TilingSchema } from '../../shared/domain.ts';

const MANIFEST_FILE = 'pitchline.json';

/** What a model that comes with the product says of itself, in `pitchline.json` beside it. */
const ManifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  kind: ModelKindSchema,
  tiles: TilingSchema.nullable(),
  licence: z.string(),
  description: z.string(),
});

export interface BundledModel {
  readonly path: string;
  readonly manifest: Readonly<z.infer<typeof ManifestSchema>>;
}

/** Lists the folders of `resources/models` that hold a model; each problem is told and skipped. */
export async function readBundled(
  folder: string,
  tell: (problem: string) => void,
): Promise<readonly BundledModel[]> {
  const found: BundledModel[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    tell(`There are no bundled models: ${folder} is missing.`);
    return [];
  });
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const own = join(folder, entry.name);
    try {
      const text = await readFile(join(own, MANIFEST_FILE), 'utf8');
      const manifest = ManifestSchema.parse(JSON.parse(text));
      found.push({ path: join(own, 'model.onnx'), manifest });
    } catch (error) {
      tell(`The bundled model ${own} is left out: ${error instanceof Error ? error.message : ''}`);
    }
  }
  return found;
}
