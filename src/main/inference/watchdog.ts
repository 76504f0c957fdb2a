import type { Answer } from './messages.ts';
import type { Ticket } from './ticket-queue.ts';
import type { EngineTuning } from './types.ts';

/** A timer that fires this late was asleep with the whole machine: the process was, too. */
const ASLEEP_MS = 5_000;
/** A job may take this many times the longest one so far. */
const SLACK = 10;

export interface Watchdog {
  /** Expects `ready` of a process that has just been started. */
  watchStart(): void;
  /** Expects a sign of life while anything runs; called again with every one. */
  watch(running: readonly Ticket[]): void;
  learn(ticket: Ticket, answer: Answer): void;
  forget(): void;
}

/**
 * Tells a hung process from a busy one. `session.run` blocks the process, so it cannot answer a
 * heartbeat; silence is measured against the longest job seen, and more is allowed where a model
 * has yet to be loaded.
 */
export function createWatchdog(
  tuning: Pick<EngineTuning, 'silenceMs' | 'loadSilenceMs'>,
  bite: () => void,
): Watchdog {
  const loaded = new Set<string>();
  let longestMs = 0;
  let timer: NodeJS.Timeout | null = null;

  function disarm(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function arm(limitMs: number): void {
    disarm();
    const due = performance.now() + limitMs;
    timer = setTimeout(() => {
      if (performance.now() - due > ASLEEP_MS) arm(limitMs);
      else bite();
    }, limitMs);
  }

  return {
    watchStart: () => arm(tuning.loadSilenceMs),
    watch: (running) => {
      if (running.length === 0) return disarm();
      const loading = running.some(({ session }) => session !== null && !loaded.has(session));
      const base = loading ? tuning.loadSilenceMs : tuning.silenceMs;
      arm(Math.max(base, longestMs * SLACK));
    },
    learn: ({ session }, answer) => {
      if (session !== null) loaded.add(session);
      if (typeof answer === 'object' && 'timings' in answer)
        longestMs = Math.max(longestMs, answer.timings.totalMs);
    },
    forget: () => {
      disarm();
      loaded.clear();
    },
  };
}
