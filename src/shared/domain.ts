import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from './errors.ts';
import { PictureFactsSchema } from './recipes/picture-checks.ts';

/** The two families of models that the station understands. */
export const ModelKindSchema = z.enum(['yolo', 'mask2former']);
export type ModelKind = z.infer<typeof ModelKindSchema>;

/** What really computes; `auto` is a wish and never appears in a result. */
export const DeviceSchema = z.enum(['cpu', 'cuda', 'directml', 'webgpu', 'coreml']);
export type Device = z.infer<typeof DeviceSchema>;
export const DeviceWishSchema = z.enum(['auto', ...DeviceSchema.options]);
export type DeviceWish = z.infer<typeof DeviceWishSchema>;

export const VerdictSchema = z.enum(['ok', 'ng', 'review', 'error']);
export type Verdict = z.infer<typeof VerdictSchema>;

/** `[x1, y1, x2, y2]` in pixels of the upright picture, right and bottom edge exclusive. */
export const BoxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = Readonly<z.infer<typeof BoxSchema>>;

/** COCO's compressed run-length encoding over the whole upright picture; `size` is [height, width]. */
export const CocoMaskSchema = z.object({
  size: z.tuple([z.number().int(), z.number().int()]),
  counts: z.string(),
});
export type CocoMask = z.infer<typeof CocoMaskSchema>;

export const DetectionSchema = z.object({
  classId: z.number().int().nonnegative(),
  className: z.string(),
  score: z.number(),
  box: BoxSchema,
  mask: CocoMaskSchema.optional(),
  /** Area of the mask, or of the box where there is no mask, in square pixels. */
  areaPx: z.number(),
  /** Maximum Feret diameter, or skeleton length where the defect is thin; box: the longer side. */
  lengthPx: z.number(),
  /** Mean width (area over length); box: the shorter side. */
  widthPx: z.number(),
  /** The same in mm² and mm, where the recipe has a calibration. */
  areaMm2: z.number().optional(),
  lengthMm: z.number().optional(),
  widthMm: z.number().optional(),
});
export type Detection = z.infer<typeof DetectionSchema>;

export const TimingsSchema = z.object({
  decodeMs: z.number(),
  preprocessMs: z.number(),
  inferenceMs: z.number(),
  postprocessMs: z.number(),
  totalMs: z.number(),
});
export type Timings = z.infer<typeof TimingsSchema>;

export const ErrorReportSchema = z.object({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
});

/** Why a verdict is what it is: a sentence for a person, and the same in numbers. */
export const ReasonSchema = z.object({
  rule: z.string(),
  detail: z.string(),
  /** What this reason alone would make of the picture. */
  severity: z.enum(['ng', 'review', 'error']).optional(),
  /** The bound that was passed, and what was found instead; `unit` of both, absent for mere numbers. */
  limit: z.number().optional(),
  value: z.number().optional(),
  unit: z.string().optional(),
  /** Index of the detection in the inspection's list; absent where it is not about one. */
  detection: z.number().int().optional(),
});
export type Reason = z.infer<typeof ReasonSchema>;

export const ModelRefSchema = z.object({
  ref: z.string(),
  kind: ModelKindSchema,
  sha256: z.string(),
});
export type ModelRef = z.infer<typeof ModelRefSchema>;

/** The revision of a recipe that a picture was judged by. */
const RecipeRefSchema = z.object({
  name: z.string(),
  revision: z.number().int().positive(),
});

/** One picture judged once: what the command line prints and the API answers. */
export const InspectionSchema = z.object({
  /** UUIDv7 of its row in the log; null where it was asked not to be kept. */
  id: z.string().nullable(),
  /** When it was judged, UTC with milliseconds. */
  at: z.string(),
  file: z.string(),
  sha256: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** What the recipe's checks looked at; absent where none asked. */
  facts: PictureFactsSchema.optional(),
  verdict: VerdictSchema,
  reasons: z.array(ReasonSchema),
  recipe: RecipeRefSchema.nullable(),
  model: ModelRefSchema.nullable(),
  device: DeviceSchema.nullable(),
  detections: z.array(DetectionSchema),
  timings: TimingsSchema,
  warnings: z.array(z.string()),
  error: ErrorReportSchema.nullable(),
});
export type Inspection = z.infer<typeof InspectionSchema>;

/** Overlapping square tiles; null where the whole picture goes in at once. */
export const TilingSchema = z.object({
  /** Side of a tile in picture pixels, or as a share of the picture's shorter side. */
  size: z.union([
    z.object({ pixels: z.number().int().positive() }),
    z.object({ share: z.number().positive().max(1) }),
  ]),
  /** Overlap of neighbours as a share of the tile's side. */
  overlap: z.number().min(0).max(0.9),
  /** Judge the whole picture as well, for defects larger than a tile. */
  whole: z.boolean(),
});
export type Tiling = z.infer<typeof TilingSchema>;

/** What a run may ask for; whatever is absent comes from the model. */
export const InspectOptionsSchema = z.object({
  confidence: z.number().min(0).max(1).optional(),
  iou: z.number().min(0).max(1).optional(),
  maxDetections: z.number().int().positive().optional(),
  /** null switches the model's own tiling off. */
  tiling: TilingSchema.nullable().optional(),
});
export type InspectOptions = z.infer<typeof InspectOptionsSchema>;
