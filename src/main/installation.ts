import { join, resolve } from 'node:path';
import type { StationOptions } from './station.ts';

type Folders = Pick<
  StationOptions,
  'resourcesFolder' | 'rendererFolder' | 'apiDocsFolder' | 'inferenceEntry'
>;

/**
 * Where the parts of an installation lie, seen from a built entry in `out/main`.
 *
 * Native code cannot read inside an asar archive, so in a packaged desktop everything that
 * ONNX Runtime or a child process opens is taken from beside it.
 */
export function installation(entryFolder: string): {
  readonly root: string;
  readonly folders: Folders;
} {
  const root = resolve(entryFolder, '../..');
  const unpacked = root.replace(/\.asar$/, '.asar.unpacked');
  return {
    root,
    folders: {
      resourcesFolder: join(unpacked, 'resources'),
      rendererFolder: join(root, 'out/renderer'),
      apiDocsFolder: join(root, 'node_modules/swagger-ui-dist'),
      inferenceEntry: join(unpacked, 'out/main/inference.js'),
    },
  };
}
