import { canonicalJson, type JsonValue } from '../../shared/canonical-json.ts';
import { type ModelKind, ModelKindSchema } from '../../shared/domain.ts';
import { type Actor, type AuditKind, STATION_ACTOR } from '../../shared/log.ts';
import type { ModelEvent, ModelVersion } from '../../shared/models.ts';
import type { EventBus } from '../events/event-bus.ts';
import { createGate } from '../inference/gate.ts';
import type { StationLog } from '../log/station-log.ts';
import { sha256Of } from '../sha256.ts';
import type { ImportOptions, ModelLibrary } from './library.ts';
import { modelHistory, recordedModels } from './recorded-models.ts';

export interface InstallOptions extends ImportOptions {
  /** Make it the live one of its kind. */
  readonly activate?: boolean;
}

/**
 * Changes of the library that leave their mark in the audit trail. What the trail says is compared
 * with the library after each change and at every start: a change that a crash kept out of it, or
 * that somebody made in the files, is recorded then, as the station's own finding.
 */
export class ModelChanges {
  readonly #library: ModelLibrary;
  readonly #log: Pick<StationLog, 'audit' | 'auditTrail' | 'database'>;
  readonly #bus: Pick<EventBus, 'publish'>;
  /** A change and its record are one step: nobody's change is put down to another. */
  readonly #inTurn = createGate(1);

  constructor(
    library: ModelLibrary,
    log: Pick<StationLog, 'audit' | 'auditTrail' | 'database'>,
    bus: Pick<EventBus, 'publish'>,
  ) {
    this.#library = library;
    this.#log = log;
    this.#bus = bus;
  }

  install(path: string, options: InstallOptions, actor: Actor): Promise<ModelVersion> {
    return this.#change(actor, 'model.activated', async () => {
      const version = await this.#library.importModel(path, options);
      if (options.activate === true) await this.#library.activate(version.sha256);
      return version;
    });
  }

  activate(ref: string, actor: Actor): Promise<ModelVersion> {
    return this.#change(actor, 'model.activated', () => this.#library.activate(ref));
  }

  rollback(kind: ModelKind, actor: Actor): Promise<ModelVersion> {
    return this.#change(actor, 'model.rolled-back', () => this.#library.rollback(kind));
  }

  remove(ref: string, actor: Actor): Promise<ModelVersion> {
    return this.#change(actor, 'model.activated', async () => {
      const version = await this.#library.find(ref);
      await this.#library.remove(version.sha256);
      return version;
    });
  }

  /** What happened to a version, the newest first. */
  history(sha256: string, limit: number): readonly ModelEvent[] {
    return modelHistory(this.#log.auditTrail, sha256, limit);
  }

  /** Records what the trail does not know yet; at the start, before anything is judged. */
  async settle(): Promise<void> {
    await this.#change(STATION_ACTOR, 'model.activated', async () => undefined);
  }

  #change<T>(actor: Actor, liveKind: AuditKind, change: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await change();
      } finally {
        // Also of a change that failed halfway: a model that was installed and could not go live.
        await this.#record(actor, liveKind);
      }
    });
  }

  async #record(actor: Actor, liveKind: AuditKind): Promise<void> {
    const { models, live } = await this.#library.overview();
    const told = this.#log.database.transaction(() => {
      const { audit, auditTrail } = this.#log;
      const known = recordedModels(auditTrail);
      let isOther = false;
      for (const version of models) {
        const fact = installed(version);
        if (known.installed.get(version.sha256) === fact.reading) continue;
        audit.append('model.installed', actor, fact);
        isOther = true;
      }
      for (const sha256 of known.installed.keys()) {
        if (models.some((version) => version.sha256 === sha256)) continue;
        audit.append('model.removed', actor, { sha256 });
        isOther = true;
      }
      const changed = isOther ? [{ kind: 'models.changed' } as const] : [];
      const activated = ModelKindSchema.options.flatMap((kind) => {
        const version = models.find(({ sha256 }) => sha256 === live[kind]);
        const previous = known.live.get(kind) ?? null;
        if (version === undefined || version.sha256 === previous) return [];
        const { sha256 } = version;
        const ref = `${version.name}:${version.version}`;
        audit.append(liveKind, actor, { kind, sha256, ref, previous });
        return [{ kind: 'model.activated', modelKind: kind, sha256, ref } as const];
      });
      return [...changed, ...activated];
    });
    for (const event of told) this.#bus.publish(event);
  }
}

/** `reading` is of all that decides how the file is run: a version that is read anew is recorded anew. */
function installed(version: ModelVersion): { readonly reading: string } & {
  readonly [key: string]: JsonValue;
} {
  const { sha256, name, version: number, kind, source, spec, tiling } = version;
  const text = canonicalJson({ name, version: number, spec, tiling } as JsonValue);
  const reading = sha256Of(text);
  return { sha256, name, version: number, kind, source, reading };
}
