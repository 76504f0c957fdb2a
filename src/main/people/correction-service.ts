import { canonicalJson } from '../../shared/canonical-json.ts';
import {
  type Correction,
  type CorrectionContent,
  type CorrectionList,
  type CorrectionSummary,
  correctionCounts,
  LARGEST_CORRECTION_BYTES,
  type NewCorrection,
  requireFits,
} from '../../shared/corrections.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { Actor } from '../../shared/log.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { StationLog } from '../log/station-log.ts';
import { uuidv7 } from '../log/uuid.ts';
import { sha256Of } from '../sha256.ts';

type Log = Pick<StationLog, 'corrections' | 'search' | 'audit' | 'database'>;

/** What people make of detections: annotations beside the model's result, which stays as it is. */
export class CorrectionService {
  readonly #log: Log;
  readonly #bus: Pick<EventBus, 'publish'>;

  constructor(log: Log, bus: Pick<EventBus, 'publish'>) {
    this.#log = log;
    this.#bus = bus;
  }

  /** @throws PitchlineError INSPECTION_NOT_FOUND */
  async of(inspectionId: string, signal?: AbortSignal): Promise<CorrectionList> {
    const { search } = this.#log;
    const corrections = await search.corrections(inspectionId, signal);
    // Says so where there is no such inspection.
    if (corrections.length === 0) await search.entry(inspectionId, signal);
    const newest = corrections.at(-1)?.id;
    const latest =
      newest === undefined
        ? null
        : await search.correction({ inspection: inspectionId, correction: newest }, signal);
    return { corrections: [...corrections], latest };
  }

  /** @throws PitchlineError CORRECTION_NOT_FOUND */
  async one(inspectionId: string, id: string, signal?: AbortSignal): Promise<Correction> {
    const request = { inspection: inspectionId, correction: id };
    const found = await this.#log.search.correction(request, signal);
    if (found !== null) return found;
    throw new PitchlineError(
      'CORRECTION_NOT_FOUND',
      `The inspection ${inspectionId} has no correction ${id}.`,
    );
  }

  /**
   * Keeps a correction; those before it stay.
   *
   * @throws PitchlineError INSPECTION_NOT_FOUND, CORRECTION_REFUSED, CORRECTION_OUTDATED, BAD_REQUEST
   *   for a mask that is no run-length code
   */
  async add(inspectionId: string, given: NewCorrection, actor: Actor): Promise<CorrectionSummary> {
    const { remark, after, ...content } = given;
    const document = documentOf(content);
    const { seq, width, height, detections } = await this.#log.search.entry(inspectionId);
    requireFits(content, { detections: detections.length, width, height });
    const now = new Date();
    const added: CorrectionSummary = {
      id: uuidv7(now),
      at: now.toISOString(),
      ...correctionCounts(content),
      remark: remark === undefined || remark === '' ? null : remark,
      personId: actor.personId,
      personName: actor.name,
    };
    const { corrections, audit, database } = this.#log;
    database.transaction(() => {
      if (after !== undefined) requireNewest(after, corrections.latest(seq));
      corrections.insert(seq, { ...added, document });
      // All but the document, of which its hash: verifying the log compares the row with this.
      const sha256 = sha256Of(document);
      audit.append('correction.added', actor, { inspection: inspectionId, ...added, sha256 });
    });
    this.#bus.publish({ kind: 'correction.added', inspectionId, correctionId: added.id });
    return added;
  }
}

/** @throws PitchlineError CORRECTION_REFUSED where it is too large */
function documentOf(content: CorrectionContent): string {
  const document = canonicalJson(content);
  const bytes = Buffer.byteLength(document);
  if (bytes <= LARGEST_CORRECTION_BYTES) return document;
  throw new PitchlineError(
    'CORRECTION_REFUSED',
    `The correction has ${bytes} bytes, more than the ${LARGEST_CORRECTION_BYTES} that are kept of one.`,
  );
}

function requireNewest(seen: string | null, newest: string | null): void {
  if (seen === newest) return;
  throw new PitchlineError(
    'CORRECTION_OUTDATED',
    'Somebody else has corrected this picture meanwhile. Look at that first, or save over it: both stay, and the newest counts.',
  );
}
