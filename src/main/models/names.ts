import { basename, dirname, extname } from 'node:path';
import { type ModelKind, ModelKindSchema } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { ModelVersion } from '../../shared/models.ts';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,79}$/u;

/** @throws PitchlineError BAD_REQUEST for a name that a reference could not say unmistakably */
export function checkName(name: string): string {
  if (ModelKindSchema.safeParse(name).success) {
    throw new PitchlineError(
      'BAD_REQUEST',
      `"${name}" already means the live ${name} model. Choose another name.`,
    );
  }
  if (!NAME.test(name) || /\.onnx$/iu.test(name)) {
    throw new PitchlineError(
      'BAD_REQUEST',
      `"${name}" cannot be a model's name. Use up to 80 letters, digits, spaces, and . _ - and begin with a letter or digit.`,
    );
  }
  return name;
}

/** A name from the file's own, or from its folder's where exporters always write `model.onnx`. */
export function nameFromPath(path: string, kind: ModelKind): string {
  const own = basename(path, extname(path));
  const chosen = own === 'model' ? basename(dirname(path)) : own;
  const clean = chosen.replace(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[ ._-]+/u, '');
  return NAME.test(clean) && !ModelKindSchema.safeParse(clean).success ? clean : `${kind}-model`;
}

/** Versions of a name count up from 1. */
export function nextVersion(name: string, models: readonly ModelVersion[]): string {
  const numbers = models
    .filter((model) => model.name === name)
    .map(({ version }) => Number(version))
    .filter(Number.isInteger);
  return String(Math.max(0, ...numbers) + 1);
}
