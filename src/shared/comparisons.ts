import { z } from 'zod';
import {
  DetectionSchema,
  DeviceSchema,
  ModelRefSchema,
  ReasonSchema,
  type Verdict,
} from './domain.ts';

/** What the other model makes of a picture that was inspected; it counts as no inspection. */
export const ComparisonSchema = z.object({
  /** UUIDv7 */
  id: z.string(),
  /** When it was judged, UTC with milliseconds. */
  at: z.string(),
  /** A model that failed has no opinion: such an answer is not kept. */
  verdict: z.enum(['ok', 'ng', 'review']),
  reasons: z.array(ReasonSchema),
  model: ModelRefSchema,
  device: DeviceSchema.nullable(),
  /** Those that matter to the recipe. */
  detections: z.array(DetectionSchema),
  /** `webp`: what was kept of the picture, whose pixels differ a little from those of the first time. */
  picture: z.enum(['original', 'copy', 'webp']),
  /** Who asked; null where nobody was signed in. */
  personId: z.string().nullable(),
});
export type Comparison = z.infer<typeof ComparisonSchema>;

/** What the newest comparison says of the inspection's own verdict. */
export const AgreementSchema = z.enum(['agrees', 'differs']);
export type Agreement = z.infer<typeof AgreementSchema>;

/** What people said about either has no part in it: that is an answer, and this is the question. */
export function agreement(verdict: Verdict, compared: Pick<Comparison, 'verdict'>): Agreement {
  return verdict === compared.verdict ? 'agrees' : 'differs';
}
