import type { DeviceWish, Inspection, Tiling } from '../../shared/domain.ts';
import type { InspectionSource, JudgingThresholds } from '../../shared/log.ts';
import type { PartIdentity } from '../../shared/part-identity.ts';
import type { RecipeRevision } from '../../shared/recipes/revision.ts';
import { lowestScore, withConfidence } from '../../shared/recipes/scores.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { FreeSpaceWatch } from '../evidence/free-space.ts';
import type { Keeping } from '../evidence/keeping.ts';
import type { InferenceEngine } from '../inference/types.ts';
import type { InspectionStore, Recorded } from '../log/inspection-store.ts';

import type { RecipeReader } from '../log/recipe-reader.ts';
import { uuidv7 } from '../log/uuid.ts';
import type { ModelLibrary } from '../models/library.ts';
import { judgePicture } from './judge-picture.ts';
import { withoutWeak } from './without-weak.ts';

export interface InspectorParts {
  readonly engine: Pick<InferenceEngine, 'judge'>;
  readonly library: Pick<ModelLibrary, 'resolve'>;
  readonly recipes: Pick<RecipeReader, 'find'>;
  readonly inspections: Pick<InspectionStore, 'record'>;
  readonly evidence: Pick<EvidenceStore, 'wish' | 'keep' | 'keepFailed'>;
  readonly freeSpace: Pick<FreeSpaceWatch, 'requireRoom'>;
  readonly events: Pick<EventBus, 'publish'>;
  /** Detections are kept from this score up; the setting `logFloor`, asked anew each time. */
  readonly floor: () => number;
  readonly now?: () => Date;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

export interface InspectorRequest {
  /** The name that results carry; `path` is where the bytes lie. */
  readonly file: string;
  readonly path: string;
  readonly source: InspectionSource;
  /** Overrides the recipe's model. */
  readonly model?: string | undefined;
  /** A name, or `name:revision`; the default recipe when not said. */
  readonly recipe?: string | undefined;
  readonly device?: DeviceWish | undefined;
  /** Overrides the recipe's minimum scores. */
  readonly confidence?: number | undefined;
  readonly iou?: number | undefined;
  /** Overrides the recipe's tiling, and the model's own; null switches it off. */
  readonly tiling?: Tiling | null | undefined;
  readonly overlay?: boolean;
  /** False: nothing is kept of it. */
  readonly record?: boolean;
  /** Also give the detections that matter to no rule, down to the floor. */
  readonly weak?: boolean;
  readonly part?: PartIdentity | null;
  readonly person?: string | null;
  /** Runs in the transaction of the inspection's row, with what is shown; what it throws undoes the row. */
  readonly together?: (recorded: Recorded, inspection: Inspection) => void;
}

export interface Inspected {
  readonly inspection: Inspection;
  readonly overlayPng: Uint8Array | null;
  readonly recorded: Recorded | null;
}

/** Judges pictures by recipes and keeps every inspection. */
export class Inspector {
  readonly #parts: InspectorParts;

  constructor(parts: InspectorParts) {
    this.#parts = parts;
  }

  /**
   * Judges a picture and commits the inspection. When this resolves, the verdict is on the disk.
   *
   * @throws PitchlineError what says nothing about the picture: RECIPE_NOT_FOUND, MODEL_NOT_FOUND,
   *   INFERENCE_BUSY, INFERENCE_DOWN, DISK_LOW, DISK_FULL, LOG_BUSY, CANCELLED. Nothing is recorded then; try
   *   again later.
   */
  async inspect(request: InspectorRequest, signal?: AbortSignal): Promise<Inspected> {
    const { engine, library, recipes, evidence, freeSpace } = this.#parts;
    const revision = recipes.find(request.recipe);
    const recipe = withConfidence(revision.document, request.confidence);
    const model = await library.resolve(request.model ?? recipe.model);
    const keeps = request.record !== false;
    if (keeps) freeSpace.requireRoom();
    const floor = Math.min(lowestScore(recipe), this.#parts.floor());
    const tiling = request.tiling === undefined ? recipe.tiling : request.tiling;
    const device = request.device ?? recipe.device;
    const { judged, result } = await judgePicture(
      engine,
      {
        file: request.file,
        path: request.path,
        model,
        recipe,
        device,
        floor,
        iou: request.iou,
        tiling,
        overlay: request.overlay === true,
        evidence: keeps ? evidence.wish(recipe) : null,
      },
      signal,
    );
    const at = (this.#parts.now?.() ?? new Date()).toISOString();
    const { name, revision: number } = revision;
    const whole: Inspection = { id: null, at, ...judged, recipe: { name, revision: number } };
    const shown = request.weak === true ? whole : withoutWeak(whole, recipe);
    const overlayPng = result?.overlayPng ?? null;
    if (!keeps) return { inspection: shown, overlayPng, recorded: null };

    const keeping =
      result === null
        ? await evidence.keepFailed(request.path, judged.sha256)
        : evidence.keep(result, judged.verdict);
    const thresholds: JudgingThresholds = {
      floor,
      confidence: request.confidence ?? null,
      iou: request.iou ?? null,
      maxDetections: null,
      tiling: tiling === undefined ? 'model' : tiling,
      device,
    };
    const bytes = result?.bytes ?? null;
    const recorded = await this.#record(
      request,
      { whole, shown },
      revision,
      thresholds,
      bytes,
      keeping,
    );
    return { inspection: { ...shown, id: recorded.id }, overlayPng, recorded };
  }

  async #record(
    request: InspectorRequest,
    { whole: inspection, shown }: { readonly whole: Inspection; readonly shown: Inspection },
    { id, name, revision }: RecipeRevision,
    thresholds: JudgingThresholds,
    pictureBytes: number | null,
    keeping: Keeping,
  ): Promise<Recorded> {
    const { inspections, events, log } = this.#parts;
    const { path, source, part = null, person = null, together } = request;
    const entry = {
      id: uuidv7(new Date(inspection.at)),
      at: inspection.at,
      inspection,
      path,
      source,
      part,
      recipe: { id, name, revision },
      thresholds,
      pictureBytes,
      person,
    };
    let recorded: Recorded;
    try {
      recorded = inspections.record(entry, (row) => {
        keeping.record();
        together?.(row, { ...shown, id: row.id });
      });
    } catch (error) {
      await keeping.discard();
      throw error;
    }
    events.publish({
      kind: 'inspection.recorded',
      seq: recorded.seq,
      id: recorded.id,
      at: inspection.at,
      file: inspection.file,
      verdict: inspection.verdict,
      source: source.kind,
      folderId: source.kind === 'folder' ? source.folderId : null,
      serial: part?.serial ?? null,
      lot: part?.lot ?? null,
    });
    // The row is committed: what is left to do with its evidence, the next start can do as well.
    await keeping.settle().catch((error: unknown) => {
      log('warn', `The evidence of ${inspection.file} is not at its place yet: ${String(error)}`);
    });
    return recorded;
  }
}
