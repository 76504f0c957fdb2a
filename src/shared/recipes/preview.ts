import { z } from 'zod';
import {
  DetectionSchema,
  DeviceSchema,
  DeviceWishSchema,
  ModelRefSchema,
  TilingSchema,
} from '../domain.ts';
import { PictureFactsSchema } from './picture-checks.ts';
import { share } from './rule.ts';

/** Detections are looked for from this score up, unless a recipe looks lower. */
export const PREVIEW_FLOOR = 0.05;

/** What a picture holds for a recipe that is being written: whatever depends on the model alone. */
export const PreviewWishSchema = z.strictObject({
  /** sha256 of a picture that the station holds. */
  picture: z.string(),
  model: z.string().min(1),
  device: DeviceWishSchema.default('auto'),
  /** Absent: the model's own; null: the whole picture at once. */
  tiling: TilingSchema.nullable().optional(),
  floor: share.default(PREVIEW_FLOOR),
});

export const PreviewSchema = z.object({
  width: z.number().int(),
  height: z.number().int(),
  facts: PictureFactsSchema.nullable(),
  detections: z.array(DetectionSchema),
  model: ModelRefSchema,
  device: DeviceSchema,
});
