import { z } from 'zod';
import { share } from './rule.ts';

const pixels = z.int('must be a whole number').positive('must be over 0').optional();
const level = z.number().min(0, 'must not be under 0').max(255, 'must not be over 255').optional();
const amount = z.number().min(0, 'must not be under 0').optional();
/** What a picture out of bounds means. */
const outcome = z.enum(['review', 'error']).default('error');

/** What a picture has to be like before its detections mean anything; all bounds are inclusive. */
export const PictureChecksSchema = z.strictObject({
  /** In pixels of the upright picture. */
  size: z
    .strictObject({
      minWidth: pixels,
      maxWidth: pixels,
      minHeight: pixels,
      maxHeight: pixels,
      outcome,
    })
    .optional(),
  /** Variance of the Laplacian of the grey picture: low for one out of focus. */
  sharpness: z.strictObject({ min: amount, max: amount, outcome }).optional(),
  /** Mean grey level, 0 to 255. */
  brightness: z.strictObject({ min: level, max: level, outcome }).optional(),
  /** Share of the pixels that are quite black (0) or quite white (255). */
  clipped: z
    .strictObject({ maxBlack: share.optional(), maxWhite: share.optional(), outcome })
    .optional(),
});
export type PictureChecks = z.infer<typeof PictureChecksSchema>;
export type CheckOutcome = 'review' | 'error';

/** What is measured of the decoded picture, for the checks that a recipe asks for. */
export const PictureFactsSchema = z.object({
  sharpness: z.number(),
  brightness: z.number(),
  blackShare: z.number(),
  whiteShare: z.number(),
});
export type PictureFacts = z.infer<typeof PictureFactsSchema>;

/** Whether the checks look at anything beside the picture's size, which is known anyway. */
export function needsFacts(checks: PictureChecks): boolean {
  const { sharpness, brightness, clipped } = checks;
  return [sharpness, brightness, clipped].some((check) => check !== undefined);
}
