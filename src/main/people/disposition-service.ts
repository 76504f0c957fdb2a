import {
  type Disposition,
  effectiveVerdict,
  type NewDisposition,
} from '../../shared/dispositions.ts';
import type { Verdict } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { Effective } from '../../shared/history.ts';
import type { Actor } from '../../shared/log.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { StationLog } from '../log/station-log.ts';
import { uuidv7 } from '../log/uuid.ts';

type Log = Pick<StationLog, 'dispositions' | 'audit' | 'database'>;

export interface Disposed extends Effective {
  readonly dispositions: readonly Disposition[];
}

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
  add(inspectionId: string, said: NewDisposition, actor: Actor): Disposed & { added: Disposition } {
    const { database, dispositions, audit } = this.#log;
    const result = database.transaction(() => {
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
    });
    const { effective, disposition, added } = result;
    this.#bus.publish({
      kind: 'disposition.added',
      ...{ inspectionId, dispositionId: added.id, effective, disposition },
    });
    return result;
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
