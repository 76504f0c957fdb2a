import type { EngineTuning } from './types.ts';

/**
 * `window` 4: one picture is inferred while up to three are read and decoded. Reading takes several
 * turns of the event loop, and each turn waits for a whole inference: with one picture less ahead the
 * network ran dry more often (0.81 of raw ONNX Runtime instead of 0.86, YOLOv8n at 640 from 1080p
 * JPEG, one thread of two cores). Memory is bounded by four pictures. The silences are generous because a slow machine is not a hung one.
 */
export const DEFAULT_TUNING: EngineTuning = {
  queueLimit: 256,
  window: 4,
  silenceMs: 60_000,
  loadSilenceMs: 180_000,
  quarantineAfter: 4,
  giveUpAfter: 8,
  backoffMs: 100,
  maxBackoffMs: 5_000,
  probeMs: 20_000,
  examineMs: 180_000,
};
