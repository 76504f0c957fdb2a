import { PitchlineError } from '../../shared/errors.ts';
import type { Ticket } from './ticket-queue.ts';

export interface Quarantine {
  /**
   * Counts a death of the process against the session, where all that was in flight used one.
   *
   * @returns the sessions that are quarantined from now on
   */
  blame(victims: readonly Ticket[], how: string): readonly string[];
  survived(session: string): void;
  /** Why the session may not run, or null when it may. */
  check(session: string): PitchlineError | null;
  /** Gives every session of a model another chance. */
  release(sha256: string): void;
}

/**
 * Sets aside a model that brings the process down `limit` times in a row; on that device only,
 * because a driver's fault is no reason to refuse the CPU.
 */
export function createQuarantine(limit: number): Quarantine {
  const crashes = new Map<string, number>();
  const reasons = new Map<string, string>();
  return {
    blame: (victims, how) => {
      const [session, ...others] = new Set(
        victims.flatMap((ticket) => (ticket.session === null ? [] : [ticket.session])),
      );
      if (session === undefined || others.length > 0 || reasons.has(session)) return [];
      const count = (crashes.get(session) ?? 0) + 1;
      crashes.set(session, count);
      if (count < limit) return [];
      reasons.set(session, how);
      return [session];
    },
    survived: (session) => {
      crashes.delete(session);
    },
    check: (session) => {
      const how = reasons.get(session);
      if (how === undefined) return null;
      const [sha256 = '', device = ''] = session.split(' ');
      return new PitchlineError(
        'MODEL_QUARANTINED',
        `Model ${sha256.slice(0, 12)} is set aside on ${device}: with it the inference process failed ${limit} times in a row (the last time it ${how}). Use another model or device, or import the file again to give it another chance.`,
      );
    },
    release: (sha256) => {
      for (const map of [crashes, reasons]) {
        for (const session of map.keys()) if (session.startsWith(sha256)) map.delete(session);
      }
    },
  };
}
