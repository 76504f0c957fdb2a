import { z } from 'zod';
import { DeviceSchema, ErrorReportSchema, ModelKindSchema } from './domain.ts';
import { ModelVersionSchema } from './models.ts';

/** RFC 9457, with the station's error code. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: ErrorReportSchema.shape.code,
});
export type Problem = z.infer<typeof ProblemSchema>;

/** A picture that the station holds; `url` gives it upright as JPEG, whatever its own format. */
export const StoredPictureSchema = z.object({
  sha256: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  url: z.string(),
});
export type StoredPicture = z.infer<typeof StoredPictureSchema>;

export const DemoSchema = z.object({ pictures: z.array(StoredPictureSchema) });
export type Demo = z.infer<typeof DemoSchema>;

export const ModelListSchema = z.object({
  models: z.array(ModelVersionSchema),
  /** The sha256 of the live model of each kind. */
  live: z.record(ModelKindSchema, z.string().nullable()),
  /** The one that was live before, which a rollback brings back. */
  previous: z.record(ModelKindSchema, z.string().nullable()),
});
export type ModelList = z.infer<typeof ModelListSchema>;

export const DeviceListSchema = z.object({
  devices: z.array(z.object({ device: DeviceSchema, available: z.boolean(), reason: z.string() })),
});
export type DeviceList = z.infer<typeof DeviceListSchema>;

export const StationInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  host: z.enum(['desktop', 'headless']),
  defaults: z.object({ confidence: z.number() }),
});
export type StationInfo = z.infer<typeof StationInfoSchema>;
