import { z } from 'zod';
import { DeviceSchema, ErrorReportSchema, VerdictSchema } from './domain.ts';

const JudgedSchema = z.object({
  verdict: VerdictSchema,
  device: DeviceSchema.nullable(),
  /** Detections down to the floor. */
  detections: z.number().int(),
  error: ErrorReportSchema.nullable(),
});

/** What came of judging a picture again from its row in the log alone. */
export const ReplaySchema = z.object({
  id: z.string(),
  /**
   * `same`: every detection again, within the bar of a device's parity; `different`: not so, see
   * `differences`; `impossible`: it could not be judged again, `notes` says why.
   */
  outcome: z.enum(['same', 'different', 'impossible']),
  /** To the last digit. */
  identical: z.boolean(),
  /** Which bytes were judged again: those at the old place, the copy, or the WebP that was kept. */
  picture: z.enum(['original', 'copy', 'webp']).nullable(),
  before: JudgedSchema,
  now: JudgedSchema.nullable(),
  matched: z.number().int().nullable(),
  maxBoxDifferencePx: z.number().nullable(),
  maxScoreDifference: z.number().nullable(),
  minMaskIou: z.number().nullable(),
  /** What is not the same, in words. */
  differences: z.array(z.string()),
  /** What one should know of the comparison: a picture that is gone or another one now. */
  notes: z.array(z.string()),
});
export type Replay = z.infer<typeof ReplaySchema>;
