import type { Verdict } from '../../../shared/domain.ts';
import type { StationEvent } from '../../../shared/events.ts';
import type { HistoryCount } from '../../../shared/history.ts';

/** What waits for a person as far as it is read, and what was decided since the screen was opened. */
export interface QueueState {
  /** In the log's order, the oldest first; what was decided stays, what comes later goes to the end. */
  readonly ids: readonly string[];
  /** Where the next page begins; null where all that waits is read. */
  readonly next: string | null;
  /** How many there are with those that are yet to be read and those that were decided. */
  readonly total: HistoryCount;
  /** The verdict that counts since, of each that was decided. */
  readonly decided: ReadonlyMap<string, Verdict>;
  /** On the screen; null where nothing waits. */
  readonly current: string | null;
}

export interface QueuePage {
  readonly ids: readonly string[];
  readonly next: string | null;
  /** How many wait in all. */
  readonly count: HistoryCount;
}

export const EMPTY_QUEUE: QueueState = {
  ids: [],
  next: null,
  total: { count: 0, more: false },
  decided: new Map(),
  current: null,
};

/** Pictures before the end of what is read at which the next page is fetched. */
const AHEAD = 10;

/**
 * With what waits from its beginning on, read anew; nothing moves under the reader.
 *
 * @param since what happened since the log was asked, which its answer may not know
 */
export function withWaiting(
  state: QueueState,
  page: QueuePage,
  since: readonly StationEvent[],
): QueueState {
  const isWaiting = new Set(page.ids);
  const decided = new Map([...state.decided].filter(([id]) => !isWaiting.has(id)));
  // What is gone from the log's list was decided elsewhere; the one on the screen stays in sight.
  const kept = state.ids.filter(
    (id) => isWaiting.has(id) || decided.has(id) || id === state.current,
  );
  const ids = [...new Set([...kept, ...page.ids])];
  const known = counted({ ...state, ids, decided, next: page.next }, page);
  return since.reduce(withEvent, known);
}

/**
 * With the page that follows what is read.
 *
 * @param since as above
 */
export function withPage(
  state: QueueState,
  page: QueuePage,
  since: readonly StationEvent[],
): QueueState {
  const ids = [...new Set([...state.ids, ...page.ids])];
  return since.reduce(withEvent, counted({ ...state, ids, next: page.next }, page));
}

/** After something that happened in the station. */
export function withEvent(state: QueueState, event: StationEvent): QueueState {
  switch (event.kind) {
    case 'inspection.recorded':
      return isOpen(event.verdict) ? withNew(state, event.id) : state;
    case 'comparison.added': {
      const { inspectionId, agreement, disposition } = event;
      return agreement === 'differs' && disposition === 'none'
        ? withNew(state, inspectionId)
        : state;
    }
    case 'disposition.added': {
      const { inspectionId, effective, disposition } = event;
      const decided = new Map(state.decided);
      if (disposition !== 'none') {
        if (!state.ids.includes(inspectionId)) return state;
        decided.set(inspectionId, effective);
        return { ...state, decided };
      }
      // Taken back: it waits again, if it is one that was here or that the station left open.
      decided.delete(inspectionId);
      const after = { ...state, decided };
      return isOpen(effective) ? withNew(after, inspectionId) : after;
    }
    default:
      return state;
  }
}

/** Whether the end of what is read is so near that more should be fetched. */
export function wantsMore({ ids, next, current }: QueueState): boolean {
  if (next === null) return false;
  return current === null || ids.indexOf(current) >= ids.length - AHEAD;
}

/** The picture so many places on; at either end it stays. */
export function stepped(state: QueueState, by: 1 | -1): QueueState {
  const at = state.current === null ? -1 : state.ids.indexOf(state.current);
  const current = state.ids[at + by];
  return current === undefined ? state : { ...state, current };
}

/** The next one that nobody has decided, else the first such; null when all that is read are. */
export function nextWaiting({ ids, next, decided, current }: QueueState): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  const isWaiting = (id: string): boolean => id !== current && !decided.has(id);
  const further = ids.slice(at + 1).find(isWaiting);
  if (further !== undefined) return further;
  // What is yet to be read comes before those that were passed over.
  return next === null ? (ids.find(isWaiting) ?? null) : null;
}

function isOpen(verdict: Verdict): boolean {
  return verdict === 'review' || verdict === 'error';
}

/** At the end, where all before it is read; else its page brings it. */
function withNew(state: QueueState, id: string): QueueState {
  if (state.ids.includes(id)) return state;
  const total = { ...state.total, count: state.total.count + 1 };
  if (state.next !== null) return { ...state, total };
  return settled({ ...state, ids: [...state.ids, id], total });
}

function counted(state: QueueState, { count }: QueuePage): QueueState {
  const { ids, next, decided } = state;
  const total =
    next === null
      ? { count: ids.length, more: false }
      : { count: count.count + decided.size, more: count.more };
  return settled({ ...state, total });
}

function settled(state: QueueState): QueueState {
  if (state.current !== null) return state;
  return { ...state, current: state.ids.find((id) => !state.decided.has(id)) ?? null };
}
