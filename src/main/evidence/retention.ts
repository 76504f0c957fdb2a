import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Verdict, VerdictSchema } from '../../shared/domain.ts';
import type { StationSettings } from '../../shared/station-settings.ts';
import type { EvidenceEntry } from './keeping.ts';

export type RetentionRules = StationSettings['retention'];

export interface StoredEvidence extends EvidenceEntry {
  readonly storedAtMs: number;
}

/** Evidence in the log, oldest first. */
export interface RetentionIndex {
  totals(): Readonly<Record<Verdict, EvidenceTotal>>;
  /** The oldest by a verdict that come after `after`. */
  oldest(verdict: Verdict, after: StoredEvidence | null, limit: number): readonly StoredEvidence[];
}

export interface EvidenceTotal {
  readonly files: number;
  readonly bytes: number;
}

export interface Doomed {
  readonly evidence: StoredEvidence;
  readonly why: 'age' | 'size';
}

const DAY_MS = 86_400_000;
/** Few enough to be deleted between two other turns of the event loop. */
const SLICE = 50;
/** What has only just been noted may still be on its way to its place. */
const UNTOUCHED_MS = 60_000;

/**
 * What the rules no longer keep, in slices, oldest first: never a list of it all. Between two slices
 * other work has its turn.
 */
export async function* findDoomed(
  index: RetentionIndex,
  rules: RetentionRules,
  nowMs: number,
): AsyncGenerator<readonly Doomed[]> {
  const totals = index.totals();
  for (const verdict of VerdictSchema.options) {
    const { days, bytes } = rules[verdict];
    const oldestKept = days === null ? Number.NEGATIVE_INFINITY : nowMs - days * DAY_MS;
    let excess = bytes === null ? 0 : totals[verdict].bytes - bytes;
    let last: StoredEvidence | null = null;
    for (;;) {
      const slice: Doomed[] = [];
      const rows: readonly StoredEvidence[] = index.oldest(verdict, last, SLICE);
      for (const evidence of rows) {
        const tooOld = evidence.storedAtMs < oldestKept;
        if ((!tooOld && excess <= 0) || evidence.storedAtMs > nowMs - UNTOUCHED_MS) break;
        excess -= evidence.bytes;
        slice.push({ evidence, why: tooOld ? 'age' : 'size' });
      }
      if (slice.length > 0) yield slice;
      if (slice.length < SLICE) break;
      last = rows.at(-1) ?? null;
      await nextTurn();
    }
  }
}
