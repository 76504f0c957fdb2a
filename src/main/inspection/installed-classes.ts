import { PitchlineError } from '../../shared/errors.ts';
import { readLive } from '../models/live.ts';
import { isModelPath, matchRef } from '../models/refs.ts';
import { readVersions } from '../models/version-store.ts';
import type { KnownClasses } from './recipe-warnings.ts';

/**
 * What a model of a library's folder knows, where no station runs that could be asked.
 *
 * @throws PitchlineError MODEL_NOT_FOUND, MODEL_AMBIGUOUS
 */
export async function installedClasses(folder: string, ref: string): Promise<KnownClasses> {
  if (isModelPath(ref)) return unknown(`${ref} is a file`);
  const { models } = await readVersions(folder);
  if (models.length === 0) return unknown('no model is installed yet');
  const { live } = await readLive(folder);
  const { name, version, spec } = matchRef(ref, models, {
    yolo: live.yolo?.sha256 ?? null,
    mask2former: live.mask2former?.sha256 ?? null,
  });
  return { ref: `${name}:${version}`, classes: spec.classes };
}

function unknown(why: string): never {
  throw new PitchlineError(
    'MODEL_NOT_FOUND',
    `Whether the model knows the recipe's classes was not checked: ${why}.`,
  );
}
