import type { EngineTuning } from './types.ts';

/**
 * `window` 3: one picture is inferred, one is decoded and waits, one is being decoded; memory is
 * bounded by three pictures. The silences are generous because a slow machine is not a hung one.
 */
export const DEFAULT_TUNING: EngineTuning = {
  queueLimit: 256,
  window: 3,
  silenceMs: 60_000,
  loadSilenceMs: 180_000,
  quarantineAfter: 4,
  giveUpAfter: 8,
  backoffMs: 100,
  maxBackoffMs: 5_000,
  probeMs: 20_000,
};
