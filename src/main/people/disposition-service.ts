import { setImmediate } from 'node:timers/promises';
import {
  type BatchAnswer,
  type Disposition,
  type DispositionBatch,
  effectiveVerdict,
  type NewDisposition,
} from '../../shared/dispositions.ts';
import type { Verdict } from '../../shared/domain.ts';
import { PitchlineError, toErrorReport } from '../../shared/errors.ts';
import type { Effective } from '../../shared/history.ts';
import type { Actor } from '../../shared/log.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { StationLog } from '../log/station-log.ts';
import { uuidv7 } from '../log/uuid.ts';

type Log = Pick<StationLog, 'dispositions' | 'audit' | 'database'>;

export interface Disposed extends Effective {
  readonly dispositions: readonly Disposition[];
}

type Added = Disposed & { readonly added: Disposition };

interface Wish {
  readonly inspectionId: string;
  readonly said: NewDisposition;
}

/** In one transaction, which holds the host up: some milliseconds. */
const SLICE = 20;

/** What people say about verdicts; it appends, and what was said stays. */
export class DispositionService {
  readonly #log: Log;
  readonly #bus: Pick<EventBus, 'publish'>;
  readonly #reasons: () => readonly string[];

  /** @param reasons what an override may give as its reason */
  constructor(log: Log, bus: Pick<EventBus, 'publish'>, reasons: () => readonly string[]) {
    this.#log = log;
    this.#bus = bus;
    this.#reasons = reasons;
  }

  /** @throws PitchlineError INSPECTION_NOT_FOUND */
  of(inspectionId: string): Disposed {
    const { seq, verdict } = this.#inspection(inspectionId);
    return disposed(verdict, this.#log.dispositions.of(seq));
  }

  /** @throws PitchlineError INSPECTION_NOT_FOUND, DISPOSITION_REFUSED */
  add(inspectionId: string, said: NewDisposition, actor: Actor): Added {
    const result = this.#log.database.transaction(() => this.#say(inspectionId, said, actor));
    this.#tell(inspectionId, result);
    return result;
  }

  /**
   * The same for many. What is refused of one changes nothing of the others; where the log itself
   * fails, a slice of them is refused as a whole. The answer says of each what became of it.
   */
  async addMany(batch: DispositionBatch, actor: Actor): Promise<BatchAnswer> {
    const answer: BatchAnswer = { added: [], refused: [] };
    const wishes = wishesOf(batch);
    for (let first = 0; first < wishes.length; first += SLICE) {
      // Others are served in between.
      if (first > 0) await setImmediate();
      this.#addSlice(wishes.slice(first, first + SLICE), actor, answer);
    }
    return answer;
  }

  #addSlice(wishes: readonly Wish[], actor: Actor, answer: BatchAnswer): void {
    const refuse = (inspectionId: string, error: unknown): void => {
      const { code, message } = toErrorReport(error);
      answer.refused.push({ inspectionId, code, message });
    };
    const refused: { readonly inspectionId: string; readonly error: PitchlineError }[] = [];
    const done: { readonly inspectionId: string; readonly result: Added }[] = [];
    try {
      this.#log.database.transaction(() => {
        for (const { inspectionId, said } of wishes) {
          try {
            done.push({ inspectionId, result: this.#say(inspectionId, said, actor) });
          } catch (error) {
            if (!isRefusal(error)) throw error;
            refused.push({ inspectionId, error });
          }
        }
      });
    } catch (error) {
      // Nothing of this slice was written.
      for (const { inspectionId } of wishes) refuse(inspectionId, error);
      return;
    }
    for (const { inspectionId, error } of refused) refuse(inspectionId, error);
    for (const { inspectionId, result } of done) {
      this.#tell(inspectionId, result);
      answer.added.push({ inspectionId, dispositionId: result.added.id });
    }
  }

  /** Call inside a transaction. A refusal has written nothing. */
  #say(inspectionId: string, said: NewDisposition, actor: Actor): Added {
    const { dispositions, audit } = this.#log;
    const { seq, verdict } = this.#inspection(inspectionId);
    const before = dispositions.of(seq);
    const now = new Date();
    const added: Disposition = {
      id: uuidv7(now),
      at: now.toISOString(),
      ...this.#content(said, verdict, before, actor),
      personId: actor.personId,
      personName: actor.name,
    };
    dispositions.insert(seq, added);
    // The whole of it: verifying the log compares the row with this.
    audit.append('disposition.added', actor, { inspection: inspectionId, ...added });
    return { ...disposed(verdict, [...before, added]), added };
  }

  #tell(inspectionId: string, { effective, disposition, added }: Added): void {
    this.#bus.publish({
      kind: 'disposition.added',
      ...{ inspectionId, dispositionId: added.id, effective, disposition },
    });
  }

  #content(
    said: NewDisposition,
    verdict: Verdict,
    before: readonly Disposition[],
    actor: Actor,
  ): Pick<Disposition, 'kind' | 'verdict' | 'reason' | 'remark' | 'withdraws'> {
    const remark = said.remark === undefined || said.remark === '' ? null : said.remark;
    if (said.kind === 'withdraw') {
      requireOwn(said.withdraws, before, actor);
      const { withdraws } = said;
      return { kind: 'withdraw', verdict: null, reason: null, remark, withdraws };
    }
    if (said.reason !== undefined) this.#requireKnown(said.reason);
    const reason = said.reason ?? null;
    if (said.kind === 'override') {
      return { kind: 'override', verdict: said.verdict, reason, remark, withdraws: null };
    }
    if (verdict === 'review') {
      throw new PitchlineError(
        'DISPOSITION_REFUSED',
        'The station left this picture for a person to decide: override it to ok or ng.',
      );
    }
    return { kind: 'confirm', verdict, reason, remark, withdraws: null };
  }

  #requireKnown(reason: string): void {
    const reasons = this.#reasons();
    if (reasons.includes(reason)) return;
    throw new PitchlineError(
      'DISPOSITION_REFUSED',
      `"${reason}" is none of the reasons of this station: ${reasons.join('; ')}. An administrator can add it to the setting dispositionReasons; a remark can say more.`,
    );
  }

  #inspection(id: string): { readonly seq: number; readonly verdict: Verdict } {
    const found = this.#log.dispositions.inspection(id);
    if (found !== null) return found;
    throw new PitchlineError('INSPECTION_NOT_FOUND', `The log has no inspection ${id}.`);
  }
}

function wishesOf(batch: DispositionBatch): readonly Wish[] {
  if (batch.kind === 'withdraw') {
    const { withdraws, remark } = batch;
    return withdraws.map(({ inspectionId, dispositionId }) => ({
      inspectionId,
      said: { kind: 'withdraw', withdraws: dispositionId, remark },
    }));
  }
  const { inspections, ...said } = batch;
  return [...new Set(inspections)].map((inspectionId) => ({ inspectionId, said }));
}

/** What was asked cannot be, whatever the state of the log. */
function isRefusal(error: unknown): error is PitchlineError {
  return (
    error instanceof PitchlineError &&
    (error.code === 'DISPOSITION_REFUSED' || error.code === 'INSPECTION_NOT_FOUND')
  );
}

/** Nobody takes back another's word: who disagrees says so. */
function requireOwn(id: string, before: readonly Disposition[], { personId }: Actor): void {
  const earlier = before.find((disposition) => disposition.id === id);
  const refuse = (message: string): never => {
    throw new PitchlineError('DISPOSITION_REFUSED', message);
  };
  if (earlier === undefined) refuse(`This inspection has no disposition ${id}.`);
  else if (earlier.kind === 'withdraw') refuse('A withdrawal is not taken back; say it anew.');
  else if (earlier.personId !== personId) {
    refuse(`${earlier.personName} said this. Only they can take it back; you can say otherwise.`);
  } else if (before.some(({ withdraws }) => withdraws === id)) refuse('It is taken back already.');
}

function disposed(verdict: Verdict, dispositions: readonly Disposition[]): Disposed {
  return { ...effectiveVerdict(verdict, dispositions), dispositions };
}
