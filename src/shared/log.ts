import { z } from 'zod';
import { DeviceWishSchema, TilingSchema } from './domain.ts';

/** Where a picture came from. */
export const InspectionSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['command', 'api', 'page']) }),
  z.object({
    kind: z.literal('folder'),
    folderId: z.string(),
    /** With `/` between folders, on every platform. */
    relativePath: z.string(),
  }),
]);
export type InspectionSource = z.infer<typeof InspectionSourceSchema>;

/** What a picture was judged with, so that it can be judged the same way again. */
export const JudgingThresholdsSchema = z.object({
  /** Detections are kept from this score up; no verdict comes from those under the recipe's. */
  floor: z.number(),
  /** What was asked instead of the recipe's minimum score. */
  confidence: z.number().nullable(),
  /** Of the non-maximum suppression; null: the model's own. */
  iou: z.number().nullable(),
  maxDetections: z.number().int().nullable(),
  /** `model`: the model's own tiling; null: none. */
  tiling: z.union([TilingSchema, z.literal('model')]).nullable(),
  /** What was wished for; what ran it is the inspection's `device`. */
  device: DeviceWishSchema,
});
export type JudgingThresholds = z.infer<typeof JudgingThresholdsSchema>;

/** Who did something. */
export const ActorSchema = z.object({
  personId: z.string().nullable(),
  /** As it was at that time: people get other names. */
  name: z.string(),
  via: z.enum(['page', 'api', 'command', 'station']),
});
export type Actor = z.infer<typeof ActorSchema>;

/** The station itself, where no person asked for it. */
export const STATION_ACTOR: Actor = { personId: null, name: 'station', via: 'station' };

/** What appends to the audit chain. */
export const AuditKindSchema = z.enum([
  'log.begun',
  'log.migrated',
  'log.set-aside',
  'log.restored',
  'log.backed-up',
  'log.sealed',
  'evidence.pruned',
  'disposition.added',
  'comparison.added',
  'correction.added',
  'recipe.saved',
  'model.installed',
  'model.activated',
  'model.rolled-back',
  'model.removed',
  'settings.changed',
  'person.added',
  'person.changed',
  'person.removed',
  'session.signed-in',
  'session.refused',
  'session.signed-out',
  'kiosk.pin-set',
  'kiosk.left',
  'kiosk.refused',
  'folder.added',
  'folder.changed',
  'folder.removed',
]);
export type AuditKind = z.infer<typeof AuditKindSchema>;

/** A row of the audit chain. */
export const AuditEntrySchema = z.object({
  seq: z.number().int().positive(),
  at: z.string(),
  kind: AuditKindSchema,
  actor: ActorSchema,
  payload: z.json(),
  previous: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;
