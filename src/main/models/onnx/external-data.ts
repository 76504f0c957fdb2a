import { stat } from 'node:fs/promises';
import { isAbsolute, join, win32 } from 'node:path';
import { PitchlineError } from '../../../shared/errors.ts';
import type { ExternalData } from './model-proto.ts';

/**
 * Checks the files beside a model in which its weights lie.
 *
 * @param folder that of the model
 * @returns their names, relative to the folder, each once
 * @throws PitchlineError MODEL_UNSUPPORTED for a location outside the folder, MODEL_DATA_MISSING
 *   for files that are not there or too short
 */
export async function checkExternalData(
  folder: string,
  references: readonly ExternalData[],
): Promise<readonly string[]> {
  const needed = new Map<string, number>();
  for (const { location, offset, length } of references) {
    if (!isInside(location)) {
      throw new PitchlineError(
        'MODEL_UNSUPPORTED',
        `The model wants its weights from "${location}", outside its own folder, which is refused. Export it again with the weights beside it.`,
      );
    }
    needed.set(location, Math.max(needed.get(location) ?? 0, offset + (length ?? 0)));
  }
  const problems: string[] = [];
  for (const [location, bytes] of needed) {
    const size = await sizeOf(join(folder, location));
    if (size === null) problems.push(`${location} is missing`);
    else if (size < bytes) problems.push(`${location} has ${size} of ${bytes} bytes`);
  }
  if (problems.length > 0) {
    throw new PitchlineError(
      'MODEL_DATA_MISSING',
      `The weights of this model lie in files beside it: ${problems.join(', ')}. Copy them into the same folder and import again.`,
    );
  }
  return [...needed.keys()];
}

/** Relative, and nowhere upwards; Windows' spellings are refused everywhere, a model travels. */
function isInside(location: string): boolean {
  return (
    location !== '' &&
    !isAbsolute(location) &&
    !win32.isAbsolute(location) &&
    !/^[a-z]:/iu.test(location) &&
    !location.split(/[\\/]/u).includes('..')
  );
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch {
    // Whatever the reason, ONNX Runtime could not open it either.
    return null;
  }
}
