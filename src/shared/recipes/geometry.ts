import { z } from 'zod';
import { share } from './rule.ts';

/** `[x, y]` from 0 to 1 of the upright picture's width and height. */
const PointSchema = z.tuple([share, share]);
export type RelativePoint = z.infer<typeof PointSchema>;

export const PolygonSchema = z.strictObject({
  name: z.string().default(''),
  points: z
    .array(PointSchema)
    .min(3, 'must have at least three points')
    .max(1000, 'must not have more than 1000 points'),
});

/** One or more polygons that count as one area where they meet. */
export const RegionGroupSchema = z.strictObject({
  /** A detection lies in the area when at least this share of it does: of its mask, else its box. */
  share: share.positive('must be over 0').default(0.5),
  polygons: z
    .array(PolygonSchema)
    .min(1, 'must have at least one polygon')
    .max(100, 'must not have more than 100 polygons'),
});
export type RegionGroup = z.infer<typeof RegionGroupSchema>;

/** How large a pixel is: said outright, or by two points of the picture and the length between. */
export const CalibrationSchema = z.union([
  z.strictObject({ mmPerPx: z.number().positive('must be over 0') }),
  z.strictObject({
    points: z.tuple([PointSchema, PointSchema]),
    lengthMm: z.number().positive('must be over 0'),
  }),
]);
export type Calibration = z.infer<typeof CalibrationSchema>;
