import type { EventsReady, InspectionRecorded, StationEvent } from '../../shared/events.ts';
import type { EventBus } from './event-bus.ts';

/** One thing to tell a listener; a `beat` only shows that the connection lives. */
export type Told =
  | { readonly beat: true }
  | { readonly id: string; readonly event: StationEvent | EventsReady };

export interface FollowOptions {
  /** The id that came with the last event a listener saw; null for one that begins. */
  readonly lastId: string | null;
  readonly signal: AbortSignal;
  readonly beatMs: number;
  /** Asked with every beat: a session may have ended meanwhile. */
  readonly allowed: () => boolean;
}

/** Inspections read from the log in one go. */
const PAGE = 200;
const BEAT: Told = { beat: true };

/** Where a listener stands: how far in the ring, if it is in it, and its newest inspection. */
interface Place {
  readonly position: number | null;
  readonly seq: number;
}

/**
 * Everything from a listener's last event on. What the ring still holds comes from there; otherwise
 * the inspections it missed are made up from the log, in order and none twice. It is pulled, so
 * nothing is kept for a slow listener; one that falls off the ring's end while it listens is cut off,
 * and caught up from the log when it comes back.
 */
export async function* follow(bus: EventBus, options: FollowOptions): AsyncGenerator<Told> {
  const { signal, beatMs, allowed, lastId } = options;
  let { position, seq } = placeOf(bus, lastId);
  const open = (): boolean => !signal.aborted && !bus.closed;
  yield {
    id: idOf(bus, { position, seq }),
    event: { kind: 'ready', missed: position === null, alarms: [...bus.alarms()] },
  };
  while (position === null && open()) {
    const until = bus.now;
    for (const event of missedInspections(bus, seq, until.seq)) {
      seq = event.seq;
      yield { id: idOf(bus, { position: null, seq }), event };
    }
    if (bus.holds(until.position)) position = until.position;
  }
  while (position !== null && open() && bus.holds(position)) {
    const next = bus.next(position);
    if (next !== null) {
      position = next.position;
      yield { id: idOf(bus, next), event: next.event };
      continue;
    }
    await bus.change(beatMs, signal);
    if (!allowed()) return;
    if (open() && bus.next(position) === null) yield BEAT;
  }
}

function* missedInspections(
  { history }: EventBus,
  after: number,
  until: number,
): Generator<InspectionRecorded> {
  let last = after;
  while (last < until) {
    const page = history.after(last, PAGE);
    for (const event of page) {
      if (event.seq > until) return;
      last = event.seq;
      yield event;
    }
    if (page.length < PAGE) return;
  }
}

/** `epoch-position-seq`, or `log-seq` for what was made up from the log. */
function idOf(bus: EventBus, { position, seq }: Place): string {
  return position === null ? `log-${seq}` : `${bus.epoch}-${position}-${seq}`;
}

function placeOf(bus: EventBus, id: string | null): Place {
  if (id === null) return bus.now;
  const [epoch, position, seq] = /^([0-9a-f]+)-(\d{1,15})-(\d{1,15})$/.exec(id)?.slice(1) ?? [];
  if (epoch === bus.epoch && bus.holds(Number(position))) {
    return { position: Number(position), seq: Number(seq) };
  }
  const known = seq ?? /^log-(\d{1,15})$/.exec(id)?.[1];
  // An id that is none of ours: there is no telling what its listener knows; it begins here.
  return { position: null, seq: known === undefined ? bus.now.seq : Number(known) };
}
