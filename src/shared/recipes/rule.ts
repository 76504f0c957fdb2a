import { z } from 'zod';

/** A score, or a part of a whole. */
export const share = z.number().min(0, 'must not be under 0').max(1, 'must not be over 1');

const size = z.number().positive('must be over 0');

/** Measures of one detection. Those in mm need a calibration. */
const SIZE_FIELDS = {
  areaPx: size.optional(),
  lengthPx: size.optional(),
  widthPx: size.optional(),
  areaMm2: size.optional(),
  lengthMm: size.optional(),
  widthMm: size.optional(),
};
export const SizesSchema = z.strictObject(SIZE_FIELDS);
export type Sizes = z.infer<typeof SizesSchema>;
export type SizeName = keyof Sizes;
export const SIZE_NAMES = Object.keys(SIZE_FIELDS) as readonly SizeName[];

export const RuleSchema = z.strictObject({
  /** Only detections that reach every one of these sizes are looked at. */
  atLeast: SizesSchema.default({}),
  /**
   * The largest values that are still good: over any one of them the rule applies. `count` is that
   * of the detections looked at. Without a limit the rule applies to each of them.
   */
  limits: z
    .strictObject({
      count: z.int('must be a whole number').nonnegative('must not be under 0').optional(),
      ...SIZE_FIELDS,
    })
    .default({}),
  /** `ignore` keeps a rule that changes nothing. */
  severity: z.enum(['ng', 'review', 'ignore']).default('ng'),
});
export type Rule = z.infer<typeof RuleSchema>;
