import type { Alarm, StationEvent } from '../../shared/events.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../shared/recipe.ts';
import type { EventBus } from '../events/event-bus.ts';
import { createGate } from '../inference/gate.ts';
import type { RecipeReader } from '../log/recipe-reader.ts';
import type { ModelLibrary } from '../models/library.ts';
import { type KnownClasses, recipeWarnings } from './recipe-warnings.ts';

interface RecipeAlarmParts {
  readonly recipes: Pick<RecipeReader, 'find' | 'unreadable'>;
  readonly library: Pick<ModelLibrary, 'resolve'>;
  readonly events: EventBus;
  /** What watched folders judge by: a recipe (null: the one in force), and a model instead of its own. */
  readonly inUse: () => readonly InUse[];
  readonly log: (level: 'warn', message: string) => void;
}

interface InUse {
  readonly recipe: string | null;
  readonly model: string | null;
}

type Notice = Pick<Alarm, 'severity' | 'message'>;

/** After these a recipe in use may name classes that its model does not know, or no longer do so. */
const CAUSES: ReadonlySet<StationEvent['kind']> = new Set([
  ...(['recipe.changed', 'model.activated', 'models.changed', 'folder.changed'] as const),
]);
const LONGEST_WAIT_MS = 60_000;

/** What a library says of a model by its reference. */
export async function classesIn(
  library: Pick<ModelLibrary, 'resolve'>,
  modelRef: string,
): Promise<KnownClasses> {
  const { ref, engine } = await library.resolve(modelRef);
  return { ref: ref.ref, classes: engine.spec.classes };
}

/**
 * Shows, as long as it is so, that a watched folder judges by a recipe whose classes its model does
 * not know (nobody is there to see it, and a limit that holds nothing lets defects pass), and that a
 * recipe was spoilt in the log.
 */
export class RecipeAlarms {
  readonly #parts: RecipeAlarmParts;
  readonly #ending = new AbortController();
  readonly #raised = new Map<string, string>();
  readonly #inTurn = createGate(1);
  #following: Promise<void> = Promise.resolve();

  constructor(parts: RecipeAlarmParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#following = this.#follow();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#following;
  }

  /** Raises and clears what has changed. */
  check(): Promise<void> {
    return this.#inTurn(async () => {
      const wanted = new Map<string, Notice>();
      for (const { name, problem } of this.#parts.recipes.unreadable()) {
        wanted.set(`recipe-unreadable:${name}`, { severity: 'error', message: problem });
      }
      for (const use of this.#parts.inUse()) {
        const warnings = await this.#warningsOf(use);
        if (warnings.length === 0) continue;
        const name = use.recipe ?? DEFAULT_RECIPE.name;
        const alarm = `recipe-classes:${name}:${use.model ?? ''}`;
        const message = `A folder judges by the recipe "${name}". ${warnings.join(' ')}`;
        wanted.set(alarm, { severity: 'warning', message });
      }
      this.#show(wanted);
    });
  }

  async #follow(): Promise<void> {
    const { events, log } = this.#parts;
    const { signal } = this.#ending;
    let { position } = events.now;
    let isDue = true;
    while (!signal.aborted && !events.closed) {
      if (isDue) {
        await this.check().catch((error: unknown) => {
          log('warn', `The recipes in use were not compared with their models: ${String(error)}`);
        });
      }
      // What happened during the check is not waited for.
      if (events.now.position === position) await events.change(LONGEST_WAIT_MS, signal);
      // What fell off the ring meanwhile may have been a cause.
      isDue = !events.holds(position);
      if (isDue) ({ position } = events.now);
      for (let next = events.next(position); next !== null; next = events.next(position)) {
        isDue ||= CAUSES.has(next.event.kind);
        position = next.position;
      }
    }
  }

  async #warningsOf({ recipe: ref, model }: InUse): Promise<readonly string[]> {
    const { recipes, library } = this.#parts;
    let recipe: Recipe;
    try {
      recipe = recipes.find(ref ?? undefined).document;
    } catch {
      // The folder itself says so.
      return [];
    }
    const wanted = model === null ? recipe : { ...recipe, model };
    return recipeWarnings(wanted, (modelRef) => classesIn(library, modelRef));
  }

  #show(wanted: ReadonlyMap<string, Notice>): void {
    const { events } = this.#parts;
    for (const alarm of this.#raised.keys()) {
      if (wanted.has(alarm)) continue;
      this.#raised.delete(alarm);
      events.publish({ kind: 'alarm.cleared', alarm });
    }
    for (const [alarm, { severity, message }] of wanted) {
      if (this.#raised.get(alarm) === message) continue;
      this.#raised.set(alarm, message);
      const since = new Date().toISOString();
      events.publish({ kind: 'alarm.raised', alarm, severity, message, since });
    }
  }
}
