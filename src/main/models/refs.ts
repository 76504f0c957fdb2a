import { type ModelKind, ModelKindSchema } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import { type LiveModels, versionNamed } from '../../shared/model-ref.ts';
import type { ModelVersion } from '../../shared/models.ts';

/** Shorter beginnings of a hash would meet by chance. */
const SHORTEST_PREFIX = 6;

export function isModelPath(ref: string): boolean {
  return /[\\/]/u.test(ref) || /\.onnx$/iu.test(ref);
}

/**
 * Finds the version that a reference means: a kind (its live model), `name` (its live version, or
 * else its newest), `name:version`, or the beginning of a sha256.
 *
 * @throws PitchlineError MODEL_NOT_FOUND, or MODEL_AMBIGUOUS for a beginning that fits several
 */
export function matchRef(
  ref: string,
  models: readonly ModelVersion[],
  live: LiveModels,
): ModelVersion {
  const kind = ModelKindSchema.safeParse(ref);
  if (kind.success) return liveOf(kind.data, models, live);
  const found = versionNamed(ref, models, live) ?? byPrefix(ref, models);
  if (found !== undefined) return found;
  const known = models.map(({ name, version }) => `${name}:${version}`).join(', ');
  const hint = ref.includes('@')
    ? 'Aliases come with an MLflow server, and none is followed.'
    : known === ''
      ? 'No model is installed; import one with `pitchline models import FILE`.'
      : `Installed are ${known}.`;
  throw new PitchlineError('MODEL_NOT_FOUND', `There is no model "${ref}". ${hint}`);
}

function liveOf(kind: ModelKind, models: readonly ModelVersion[], live: LiveModels): ModelVersion {
  const found = models.find(({ sha256 }) => sha256 === live[kind]);
  if (found !== undefined) return found;
  throw new PitchlineError(
    'MODEL_NOT_FOUND',
    `No ${kind} model is live. Import one with \`pitchline models import FILE\`, then \`pitchline models activate NAME\`.`,
  );
}

function byPrefix(ref: string, models: readonly ModelVersion[]): ModelVersion | undefined {
  if (ref.length < SHORTEST_PREFIX || !/^[0-9a-f]+$/iu.test(ref)) return undefined;
  const matches = models.filter(({ sha256 }) => sha256.startsWith(ref.toLowerCase()));
  if (matches.length > 1) {
    throw new PitchlineError(
      'MODEL_AMBIGUOUS',
      `"${ref}" fits ${matches.length} models: ${matches.map(({ sha256 }) => sha256.slice(0, 16)).join(', ')}. Give more of it.`,
    );
  }
  return matches[0];
}
