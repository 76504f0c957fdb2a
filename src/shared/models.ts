import { z } from 'zod';
import { ModelKindSchema, TilingSchema } from './domain.ts';

/** A tensor's name, element type (`float32`, `float16`, `uint8`…) and shape; a string is a symbolic dimension. */
export const TensorInfoSchema = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.union([z.number().int(), z.string()])),
});
export type TensorInfo = z.infer<typeof TensorInfoSchema>;

const CommonSpecSchema = z.object({
  /** Class names, index = class id. */
  classes: z.array(z.string()),
  input: TensorInfoSchema,
  outputs: z.array(TensorInfoSchema),
  opset: z.number().int(),
  /** What was assumed because the file does not say it. */
  warnings: z.array(z.string()),
});

/** How a YOLO file is fed and read; everything that Ultralytics' predictor would know. */
export const YoloSpecSchema = CommonSpecSchema.extend({
  kind: z.literal('yolo'),
  task: z.enum(['detect', 'segment']),
  /** `raw`: [1, 4+nc(+nm), N] before NMS; `end2end`: [1, K, 6(+nm)] after it. */
  head: z.enum(['raw', 'end2end']),
  /** Network input [height, width]; for dynamic files the size to letterbox to. */
  imageSize: z.tuple([z.number().int(), z.number().int()]),
  dynamic: z.boolean(),
  stride: z.number().int(),
  /** Number of mask coefficients, 0 for detect. */
  maskCoefficients: z.number().int(),
});
export type YoloSpec = z.infer<typeof YoloSpecSchema>;

/** Hugging Face's `Mask2FormerImageProcessor` in numbers. */
export const Mask2FormerSpecSchema = CommonSpecSchema.extend({
  kind: z.literal('mask2former'),
  task: z.literal('instance'),
  queries: z.number().int().nullable(),
  resize: z.union([
    z.object({ style: z.literal('exact'), height: z.number().int(), width: z.number().int() }),
    z.object({ style: z.literal('edges'), shortest: z.number().int(), longest: z.number().int() }),
    z.object({ style: z.literal('none') }),
  ]),
  /** PIL's number: 0 nearest, 2 bilinear, 3 bicubic. */
  resample: z.number().int(),
  sizeDivisor: z.number().int(),
  rescaleFactor: z.number(),
  mean: z.tuple([z.number(), z.number(), z.number()]),
  std: z.tuple([z.number(), z.number(), z.number()]),
  /** Output names, found by name and then by shape. */
  classOutput: z.string(),
  maskOutput: z.string(),
  /** `huggingface`: post_process_instance_segmentation; `argmax`: the plainer rule of the old server. */
  rule: z.enum(['huggingface', 'argmax']),
});
export type Mask2FormerSpec = z.infer<typeof Mask2FormerSpecSchema>;

export const ModelSpecSchema = z.discriminatedUnion('kind', [
  YoloSpecSchema,
  Mask2FormerSpecSchema,
]);
export type ModelSpec = z.infer<typeof ModelSpecSchema>;

/** The source of a version that comes with Pitchline. */
export const BUNDLED = 'bundled';

/** One installed model version: `models/<sha256>/model.json`, and what the API lists. */
export const ModelVersionSchema = z.object({
  sha256: z.string(),
  name: z.string(),
  version: z.string(),
  kind: ModelKindSchema,
  fileName: z.string(),
  bytes: z.number().int(),
  installedAt: z.iso.datetime(),
  source: z.string(),
  description: z.string(),
  licence: z.string(),
  tiling: TilingSchema.nullable(),
  spec: ModelSpecSchema,
});
export type ModelVersion = z.infer<typeof ModelVersionSchema>;

/** What happened to a version, by the audit trail. */
export const ModelEventSchema = z.object({
  at: z.string(),
  kind: z.enum(['model.installed', 'model.activated', 'model.rolled-back', 'model.removed']),
  sha256: z.string(),
  /** `name:version` as it was then; null for one of which the trail does not say it. */
  ref: z.string().nullable(),
  /** Who did it. */
  name: z.string(),
});
export type ModelEvent = z.infer<typeof ModelEventSchema>;
