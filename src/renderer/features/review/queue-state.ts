import type { Verdict } from '../../../shared/domain.ts';
import type { StationEvent } from '../../../shared/events.ts';

/** What waits for a person, and what was decided since the screen was opened. */
export interface QueueState {
  /** In the log's order, the oldest first; what was decided stays, what comes later goes to the end. */
  readonly ids: readonly string[];
  /** The verdict that counts since, of each that was decided. */
  readonly decided: ReadonlyMap<string, Verdict>;
  /** On the screen; null where nothing waits. */
  readonly current: string | null;
}

export const EMPTY_QUEUE: QueueState = { ids: [], decided: new Map(), current: null };

/**
 * With what the log says is waiting; nothing moves under the reader.
 *
 * @param since what happened since the log was asked, which its answer may not know
 */
export function withWaiting(
  state: QueueState,
  waiting: readonly string[],
  since: readonly StationEvent[],
): QueueState {
  const isWaiting = new Set(waiting);
  const decided = new Map([...state.decided].filter(([id]) => !isWaiting.has(id)));
  // What is gone from the log's list was decided elsewhere; the one on the screen stays in sight.
  const kept = state.ids.filter(
    (id) => isWaiting.has(id) || decided.has(id) || id === state.current,
  );
  const known = settled({ ...state, ids: [...new Set([...kept, ...waiting])], decided });
  return since.reduce(withEvent, known);
}

/** After something that happened in the station. */
export function withEvent(state: QueueState, event: StationEvent): QueueState {
  if (event.kind === 'inspection.recorded') {
    if (event.verdict !== 'review' && event.verdict !== 'error') return state;
    if (state.ids.includes(event.id)) return state;
    return settled({ ...state, ids: [...state.ids, event.id] });
  }
  if (event.kind !== 'disposition.added') return state;
  const { inspectionId, effective, disposition } = event;
  const decided = new Map(state.decided);
  if (disposition !== 'none') {
    if (!state.ids.includes(inspectionId)) return state;
    decided.set(inspectionId, effective);
    return { ...state, decided };
  }
  // Taken back: it waits again, if it is one that the station left open.
  decided.delete(inspectionId);
  if (effective !== 'review' && effective !== 'error') return { ...state, decided };
  const ids = [...new Set([...state.ids, inspectionId])];
  return settled({ ...state, ids, decided });
}

/** The picture so many places on; at either end it stays. */
export function stepped(state: QueueState, by: 1 | -1): QueueState {
  const at = state.current === null ? -1 : state.ids.indexOf(state.current);
  const current = state.ids[at + by];
  return current === undefined ? state : { ...state, current };
}

/** The next one that nobody has decided, else the first such; null when all are. */
export function nextWaiting({ ids, decided, current }: QueueState): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  const isOpen = (id: string): boolean => id !== current && !decided.has(id);
  return ids.slice(at + 1).find(isOpen) ?? ids.find(isOpen) ?? null;
}

function settled(state: QueueState): QueueState {
  if (state.current !== null) return state;
  return { ...state, current: state.ids.find((id) => !state.decided.has(id)) ?? null };
}
