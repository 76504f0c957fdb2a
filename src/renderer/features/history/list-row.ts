import type { ModelKind, Verdict } from '../../../shared/domain.ts';
import type { DispositionState, HistoryRow } from '../../../shared/history.ts';

/** What the table shows of an inspection; of a long list nothing else is kept. */
export interface ListRow {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly file: string;
  readonly serial: string;
  readonly verdict: Verdict;
  readonly effective: Verdict;
  readonly disposition: DispositionState;
  readonly corrected: boolean;
  readonly defects: number;
  readonly worst: Worst | null;
  readonly model: { readonly ref: string; readonly kind: ModelKind } | null;
  readonly recipe: string;
  readonly person: string;
  /** False where it could not be read: there is nothing to show. */
  readonly hasPicture: boolean;
}

export interface Worst {
  readonly className: string;
  readonly score: number;
}

export function toListRow(row: HistoryRow): ListRow {
  const [first, ...others] = row.detections;
  const worst = others.reduce(
    (worst, each) => (worst !== undefined && worst.score >= each.score ? worst : each),
    first,
  );
  return {
    id: row.id,
    seq: row.seq,
    at: row.at,
    file: row.file,
    serial: row.part?.serial ?? '',
    verdict: row.verdict,
    effective: row.effective,
    disposition: row.disposition,
    corrected: row.corrected,
    defects: row.detections.length,
    worst: worst === undefined ? null : { className: worst.className, score: worst.score },
    model: row.model === null ? null : { ref: row.model.ref, kind: row.model.kind },
    recipe: row.recipe === null ? '' : `${row.recipe.name}:${row.recipe.revision}`,
    person: row.person?.name ?? '',
    hasPicture: row.width !== null,
  };
}

/** Where the next older (1) or newer (-1) inspection is; the list has the newest first. */
export function neighbour(rows: readonly ListRow[], seq: number, by: 1 | -1): number | null {
  // Also right for one that the list does not have: it may have been left out by the conditions.
  const index =
    by === 1 ? rows.findIndex((row) => row.seq < seq) : rows.findLastIndex((row) => row.seq > seq);
  return index < 0 ? null : index;
}
