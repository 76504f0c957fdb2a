import type { Verdict } from '../../../../shared/domain.ts';
import type { InspectionRecorded } from '../../../../shared/events.ts';
import type { DispositionState, HistoryRow } from '../../../../shared/history.ts';

/** A picture of a watched folder, as the strip shows it. */
export interface LivePicture {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly file: string;
  readonly serial: string | null;
  readonly folderId: string | null;
  /** After what people said. */
  readonly effective: Verdict;
  readonly disposition: DispositionState;
}

/** Changed only by the functions below. */
export interface LiveState {
  /** Newest first. */
  readonly pictures: readonly LivePicture[];
  /** The picture that one stays on while work goes on; null: the newest is shown. */
  readonly held: string | null;
  /** The newest one when it was held. */
  readonly heldAtSeq: number;
}

export const EMPTY_LIVE: LiveState = { pictures: [], held: null, heldAtSeq: 0 };

/** So many stay in the strip, however long the shift. */
export const KEPT = 24;

export function withRecorded(state: LiveState, event: InspectionRecorded): LiveState {
  const { id, seq, at, file, serial, folderId, verdict } = event;
  return withPictures(state, [
    { id, seq, at, file, serial, folderId, effective: verdict, disposition: 'none' },
  ]);
}

/** What the log has: also what people said meanwhile. */
export function withRows(state: LiveState, rows: readonly HistoryRow[]): LiveState {
  return withPictures(
    state,
    rows.map(({ id, seq, at, file, part, source, effective, disposition }) => ({
      id,
      seq,
      at,
      file,
      serial: part?.serial ?? null,
      folderId: source.kind === 'folder' ? source.folderId : null,
      effective,
      disposition,
    })),
  );
}

function withPictures(state: LiveState, added: readonly LivePicture[]): LiveState {
  const byId = new Map([...state.pictures, ...added].map((picture) => [picture.id, picture]));
  const sorted = [...byId.values()].sort((a, b) => b.seq - a.seq);
  const newest = sorted.slice(0, KEPT);
  // What one looks at does not go away under the eyes.
  const held = sorted.slice(KEPT).filter(({ id }) => id === state.held);
  return { ...state, pictures: [...newest, ...held] };
}

export function withDisposition(
  state: LiveState,
  said: Pick<LivePicture, 'id' | 'effective' | 'disposition'>,
): LiveState {
  return {
    ...state,
    pictures: state.pictures.map((picture) =>
      picture.id === said.id ? { ...picture, ...said } : picture,
    ),
  };
}

/** @param id null lets go: back to the newest */
export function withHeld(state: LiveState, id: string | null): LiveState {
  const isKnown = state.pictures.some((picture) => picture.id === id);
  if (id === null || !isKnown) return { ...state, held: null };
  return { ...state, held: id, heldAtSeq: state.pictures[0]?.seq ?? 0 };
}

/** How many came since one holds a picture. */
export function missedSinceHeld({ pictures, held, heldAtSeq }: LiveState): number {
  return held === null ? 0 : pictures.filter(({ seq }) => seq > heldAtSeq).length;
}

/** The picture `by` places further in the strip, newer for a negative one, from what is on the screen. */
export function neighbourOf({ pictures }: LiveState, id: string | null, by: number): string | null {
  const at = pictures.findIndex((picture) => picture.id === id);
  const to = Math.min(pictures.length - 1, Math.max(0, at + by));
  return pictures[to]?.id ?? null;
}
