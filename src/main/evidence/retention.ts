import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Verdict, VerdictSchema } from '../../shared/domain.ts';
import type { EvidenceTotal, StoredEvidence } from '../../shared/evidence.ts';
import type { StationSettings } from '../../shared/station-settings.ts';
import type { EvidencePlace, PictureIndex } from '../log/picture-index.ts';

export type RetentionRules = StationSettings['retention'];

/** Evidence in the log, oldest first. */
export type RetentionIndex = Pick<PictureIndex, 'oldest' | 'totalFrom'>;

export interface Doomed {
  readonly evidence: StoredEvidence;
  readonly why: 'age' | 'size';
}

const DAY_MS = 86_400_000;
/** Few enough to be deleted between two other turns of the event loop. */
const SLICE = 50;
/** Rows of an index that take a few milliseconds. */
const COUNTED = 10_000;
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
  for (const verdict of VerdictSchema.options) {
    const { days, bytes } = rules[verdict];
    const oldestKept = days === null ? Number.NEGATIVE_INFINITY : nowMs - days * DAY_MS;
    let excess = bytes === null ? 0 : (await countKept(index, verdict)).bytes - bytes;
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

/** All that is kept by one verdict; of a million pictures in as many turns as it takes. */
export async function countKept(index: RetentionIndex, verdict: Verdict): Promise<EvidenceTotal> {
  let files = 0;
  let bytes = 0;
  let after: EvidencePlace | null = null;
  do {
    const part: ReturnType<RetentionIndex['totalFrom']> = index.totalFrom(verdict, after, COUNTED);
    files += part.total.files;
    bytes += part.total.bytes;
    after = part.last;
    await nextTurn();
  } while (after !== null);
  return { files, bytes };
}
