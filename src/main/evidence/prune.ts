import { rmSync } from 'node:fs';
import type { PruneReport } from '../../shared/evidence.ts';
import { type Doomed, findDoomed, type RetentionIndex, type RetentionRules } from './retention.ts';

export interface PruneOptions {
  readonly index: RetentionIndex;
  readonly rules: RetentionRules;
  readonly now: () => Date;
}

export interface PruneWork extends PruneOptions {
  readonly pathOf: (evidence: Doomed['evidence']) => string;
  /** Notes the removal and its audit row in one transaction. */
  readonly commit: (removed: readonly Doomed[]) => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Ends it between two slices. */
  readonly signal?: AbortSignal;
}

const NOTHING: PruneReport = { files: 0, bytes: 0, byVerdict: {}, byAge: 0, bySize: 0, failed: 0 };

/** Says what {@link prune} would delete. */
export async function planPrune({ index, rules, now }: PruneOptions): Promise<PruneReport> {
  let report = NOTHING;
  for await (const slice of findDoomed(index, rules, now().getTime())) {
    report = slice.reduce(add, report);
  }
  return report;
}

/**
 * Deletes the evidence that the rules no longer keep. The file goes first and the note after it, in
 * one turn of the event loop: a crash in between leaves a note without a file, which the next run
 * finds again.
 */
export async function prune(work: PruneWork): Promise<PruneReport> {
  let report = NOTHING;
  for await (const slice of findDoomed(work.index, work.rules, work.now().getTime())) {
    if (work.signal?.aborted === true) break;
    const removed = slice.filter(({ evidence }) => remove(work.pathOf(evidence), work.log));
    if (removed.length > 0) work.commit(removed);
    report = removed.reduce(add, report);
    report = { ...report, failed: report.failed + slice.length - removed.length };
  }
  return report;
}

function remove(path: string, log: PruneWork['log']): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch (error) {
    log('warn', `Evidence could not be deleted: ${String(error)}`);
    return false;
  }
}

function add(report: PruneReport, { evidence, why }: Doomed): PruneReport {
  const { files = 0, bytes = 0 } = report.byVerdict[evidence.verdict] ?? {};
  return {
    ...report,
    files: report.files + 1,
    bytes: report.bytes + evidence.bytes,
    byVerdict: {
      ...report.byVerdict,
      [evidence.verdict]: { files: files + 1, bytes: bytes + evidence.bytes },
    },
    byAge: report.byAge + (why === 'age' ? 1 : 0),
    bySize: report.bySize + (why === 'size' ? 1 : 0),
  };
}
