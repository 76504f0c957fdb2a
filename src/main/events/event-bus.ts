import { randomBytes } from 'node:crypto';
import type { Alarm, InspectionRecorded, StationEvent } from '../../shared/events.ts';

/** A published event and its place in the order of all. */
export interface NumberedEvent {
  readonly position: number;
  /** The newest inspection that was published up to here. */
  readonly seq: number;
  readonly event: StationEvent;
}

/** Inspections as events, read from the log. */
export interface EventHistory {
  /** The newest row; 0 without any. */
  lastSeq(): number;
  /** Those after a row, in order. */
  after(seq: number, limit: number): readonly InspectionRecorded[];
}

const KEPT = 2_000;

/**
 * What happens in the station, in one order. The bus keeps the last events in a ring and holds
 * nothing per listener: each one is a position that it reads on from, so that a slow one costs no
 * memory and can only fall off the ring's end.
 */
export class EventBus {
  /** Of this run: positions begin anew with each. */
  readonly epoch = randomBytes(6).toString('hex');
  readonly history: EventHistory;
  readonly #kept: number;
  readonly #ring: NumberedEvent[] = [];
  readonly #alarms = new Map<string, Alarm>();
  readonly #waiting = new Set<() => void>();
  #position = 0;
  #seq: number;
  #closed = false;

  constructor(history: EventHistory, kept: number = KEPT) {
    this.history = history;
    this.#kept = kept;
    this.#seq = history.lastSeq();
  }

  /** The place after the newest event, and the newest inspection up to it. */
  get now(): { readonly position: number; readonly seq: number } {
    return { position: this.#position, seq: this.#seq };
  }

  get closed(): boolean {
    return this.#closed;
  }

  publish(event: StationEvent): void {
    if (event.kind === 'inspection.recorded') this.#seq = Math.max(this.#seq, event.seq);
    if (event.kind === 'alarm.raised') {
      const { kind: _, ...alarm } = event;
      this.#alarms.set(alarm.alarm, alarm);
    }
    if (event.kind === 'alarm.cleared') this.#alarms.delete(event.alarm);
    this.#position += 1;
    this.#ring[this.#position % this.#kept] = { position: this.#position, seq: this.#seq, event };
    this.#wake();
  }

  /** What is raised now, the oldest first. */
  alarms(): readonly Alarm[] {
    return [...this.#alarms.values()];
  }

  /** Is every event after this position still at hand? */
  holds(position: number): boolean {
    return position <= this.#position && position >= this.#position - this.#kept;
  }

  /** The event after a position that is held; null where there is none yet. */
  next(position: number): NumberedEvent | null {
    return position < this.#position ? (this.#ring[(position + 1) % this.#kept] ?? null) : null;
  }

  /** Resolves when something is published, at the latest after `ms`, or when one of both ends. */
  async change(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#closed || signal.aborted) return;
    const woken = Promise.withResolvers<void>();
    const wake = (): void => woken.resolve();
    const timer = setTimeout(wake, ms);
    timer.unref();
    signal.addEventListener('abort', wake);
    this.#waiting.add(wake);
    await woken.promise;
    this.#waiting.delete(wake);
    signal.removeEventListener('abort', wake);
    clearTimeout(timer);
  }

  /** Ends every listener. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
