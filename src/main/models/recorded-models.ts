import { z } from 'zod';
import { type ModelKind, ModelKindSchema } from '../../shared/domain.ts';
import type { ModelEvent } from '../../shared/models.ts';
import type { AuditReader } from '../log/audit-reader.ts';

/** What the audit trail says of the library. */
export interface RecordedModels {
  /** By sha256: how it is read. */
  readonly installed: ReadonlyMap<string, string>;
  /** The sha256 of the live version of each kind. */
  readonly live: ReadonlyMap<ModelKind, string>;
}

const InstalledSchema = z.object({ sha256: z.string(), reading: z.string() });
const RemovedSchema = z.object({ sha256: z.string() });
const LiveSchema = z.object({ kind: ModelKindSchema, sha256: z.string() });

const KINDS = ['model.installed', 'model.removed', 'model.activated', 'model.rolled-back'] as const;

const FactSchema = z.object({
  sha256: z.string(),
  ref: z.string().optional(),
  name: z.string().optional(),
  version: z.string().optional(),
});

/** What happened to the models, the newest first; of a version alone where one is named. */
export function modelHistory(
  trail: Pick<AuditReader, 'ofKinds'>,
  wanted: string | null,
  limit: number,
): readonly ModelEvent[] {
  const refs = new Map<string, string>();
  const events: ModelEvent[] = [];
  for (const { at, kind, actor, payload } of trail.ofKinds(KINDS)) {
    const fact = FactSchema.safeParse(payload);
    if (!fact.success) continue;
    const { sha256, ref, name, version } = fact.data;
    if (ref !== undefined) refs.set(sha256, ref);
    else if (name !== undefined && version !== undefined) refs.set(sha256, `${name}:${version}`);
    if (wanted !== null && sha256 !== wanted) continue;
    const known = { at, sha256, ref: refs.get(sha256) ?? null, name: actor.name };
    events.push({ ...known, kind: kind as ModelEvent['kind'] });
  }
  return events.slice(-limit).reverse();
}

/** Follows the models through the trail from its beginning. */
export function recordedModels(trail: Pick<AuditReader, 'ofKinds'>): RecordedModels {
  const installed = new Map<string, string>();
  const live = new Map<ModelKind, string>();
  for (const { kind, payload } of trail.ofKinds(KINDS)) {
    switch (kind) {
      case 'model.installed': {
        const fact = InstalledSchema.safeParse(payload);
        if (fact.success) installed.set(fact.data.sha256, fact.data.reading);
        break;
      }
      case 'model.removed': {
        const fact = RemovedSchema.safeParse(payload);
        if (fact.success) installed.delete(fact.data.sha256);
        break;
      }
      default: {
        const fact = LiveSchema.safeParse(payload);
        if (fact.success) live.set(fact.data.kind, fact.data.sha256);
      }
    }
  }
  return { installed, live };
}
