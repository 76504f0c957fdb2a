import type { ModelKind } from './domain.ts';
import type { ModelVersion } from './models.ts';

/** The sha256 of the live model of each kind. */
export type LiveModels = Readonly<Record<ModelKind, string | null>>;

/** The version that `name:version` means, or `name`: its live version, else its newest. */
export function versionNamed(
  ref: string,
  models: readonly ModelVersion[],
  live: LiveModels,
): ModelVersion | undefined {
  const exact = models.find(({ name, version }) => ref === `${name}:${version}`);
  if (exact !== undefined) return exact;
  const named = models.filter(({ name }) => name === ref);
  const newest = named.reduce<ModelVersion | undefined>(
    (best, version) => (best === undefined || isNewer(version, best) ? version : best),
    undefined,
  );
  return named.find(({ kind, sha256 }) => live[kind] === sha256) ?? newest;
}

function isNewer(a: ModelVersion, b: ModelVersion): boolean {
  const [left, right] = [Number(a.version), Number(b.version)];
  // Versions of a registry are numbers; anything else goes by the date of its import.
  if (Number.isFinite(left) && Number.isFinite(right)) return left > right;
  return a.installedAt > b.installedAt;
}
