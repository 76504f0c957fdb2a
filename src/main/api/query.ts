import { z } from 'zod';
import { DeviceWishSchema } from '../../shared/domain.ts';

/** A number in a query string; `z.coerce` would read an empty string as 0. */
const share = z
  .string()
  .regex(/^(0|1|0?\.\d+|1\.0+)$/, 'a number between 0 and 1')
  .transform(Number);

/** The thresholds and choices that every judging request accepts. */
export const JudgeQuerySchema = z.object({
  model: z.string().min(1).optional(),
  recipe: z.string().min(1).optional(),
  device: DeviceWishSchema.optional(),
  confidence: share.optional(),
  iou: share.optional(),
  tile: z.string().optional(),
});
export type JudgeQuery = z.infer<typeof JudgeQuerySchema>;
