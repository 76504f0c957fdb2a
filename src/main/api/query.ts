import { z } from 'zod';
import { DeviceWishSchema } from '../../shared/domain.ts';

/** A number in a query string; `z.coerce` would read an empty string as 0. */
const share = z
  .string()
  .regex(/^(0|1|0?\.\d+|1\.0+)$/, 'a number between 0 and 1')
  .transform(Number);

const word = z.string().min(1).max(200).optional();

/** What a query string says yes or no to. */
export const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1');

/** The thresholds and choices that every judging request accepts. */
export const JudgeQuerySchema = z.object({
  model: z.string().min(1).optional(),
  recipe: z.string().min(1).optional(),
  device: DeviceWishSchema.optional(),
  confidence: share.optional(),
  iou: share.optional(),
  tile: z.string().optional(),
  /** `page` where a person looks on. */
  source: z.enum(['api', 'page']).optional(),
  /** Also answer the detections that matter to no rule, down to what the log keeps. */
  weak: flag.optional(),
  /** `false`: keep nothing of this inspection. */
  record: flag.optional(),
  serial: word,
  lot: word,
  station: word,
  side: word,
});
export type JudgeQuery = z.infer<typeof JudgeQuerySchema>;
