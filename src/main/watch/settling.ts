import { type Fingerprint, isSame } from './fingerprint.ts';

/** Some file systems keep whole seconds, FAT every second one: what is overwritten within shows no new time. */
const COARSE_SETTLE_MS = 2_100;
const LONGEST_DELAY_MS = 10_000;

/** A file between its discovery and its judgement. Times are of a clock that nobody sets, in ms. */
export interface Candidate {
  readonly relativePath: string;
  readonly facts: Fingerprint;
  /** Since when the facts have been the same. */
  readonly heldSince: number;
  readonly seenAt: number;
  /** When to look at it again. */
  readonly dueAt: number;
  /** How often it could not be judged with these facts, and why the last time. */
  readonly tries: number;
  readonly reason: string | null;
  /** How often the station could not judge when it was its turn. */
  readonly holds: number;
  /** How many others were judged when it failed first: whether the fault is its own. */
  readonly judgedBefore: number;
}

export function newCandidate(
  file: { readonly relativePath: string; readonly facts: Fingerprint; readonly seenAt: number },
  settleMs: number,
  now: number,
): Candidate {
  return {
    ...file,
    heldSince: now,
    dueAt: now + settleTime(file.facts, settleMs),
    tries: 0,
    reason: null,
    holds: 0,
    judgedBefore: 0,
  };
}

export type Look =
  | { readonly kind: 'gone' }
  | { readonly kind: 'wait'; readonly candidate: Candidate }
  | { readonly kind: 'ready'; readonly candidate: Candidate };

/** What a look at a candidate means; `facts` is null where there is no file any more. */
export function judgeLook(
  candidate: Candidate,
  facts: Fingerprint | null,
  settleMs: number,
  now: number,
): Look {
  if (facts === null) return { kind: 'gone' };
  if (!isSame(facts, candidate.facts)) {
    const { relativePath, seenAt } = candidate;
    return {
      kind: 'wait',
      candidate: newCandidate({ relativePath, facts, seenAt }, settleMs, now),
    };
  }
  const settledAt = candidate.heldSince + settleTime(facts, settleMs);
  if (now >= settledAt) return { kind: 'ready', candidate };
  return { kind: 'wait', candidate: { ...candidate, dueAt: settledAt } };
}

/** The next try takes longer and longer, because what is copied slowly needs its time. */
export function afterFailure(
  candidate: Candidate,
  reason: string,
  judged: number,
  settleMs: number,
  now: number,
): Candidate {
  return {
    ...candidate,
    tries: candidate.tries + 1,
    reason,
    judgedBefore: candidate.tries === 0 ? judged : candidate.judgedBefore,
    dueAt: now + Math.min(LONGEST_DELAY_MS, settleMs * 2 ** candidate.tries),
  };
}

/** Whether what comes out of the next try stands. */
export function isLastTry(
  candidate: Candidate,
  limits: { readonly tries: number; readonly patienceMs: number },
  now: number,
): boolean {
  return candidate.tries + 1 >= limits.tries && now - candidate.heldSince >= limits.patienceMs;
}

function settleTime({ mtimeNs }: Fingerprint, settleMs: number): number {
  return mtimeNs % 1_000_000_000n === 0n ? Math.max(settleMs, COARSE_SETTLE_MS) : settleMs;
}
