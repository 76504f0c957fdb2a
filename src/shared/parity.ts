import { z } from 'zod';
import { DeviceSchema } from './domain.ts';

/** How far a device agrees with the CPU about a model. */
export const ParityReportSchema = z.object({
  device: DeviceSchema,
  pictures: z.number().int(),
  detections: z.number().int(),
  matched: z.number().int(),
  maxBoxDifferencePx: z.number(),
  maxScoreDifference: z.number(),
  minMaskIou: z.number().nullable(),
  /** Mean inference time of one picture, so that a device that agrees but is slower shows. */
  cpuMs: z.number(),
  deviceMs: z.number(),
  passed: z.boolean(),
});
export type ParityReport = Readonly<z.infer<typeof ParityReportSchema>>;
