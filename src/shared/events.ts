import { z } from 'zod';
import { AgreementSchema } from './comparisons.ts';
import { ModelKindSchema, VerdictSchema } from './domain.ts';
import { DispositionStateSchema, SourceKindSchema } from './history.ts';

/** A row of the log came to be. Publish it directly after the commit: events keep the log's order. */
export const InspectionRecordedSchema = z.object({
  kind: z.literal('inspection.recorded'),
  /** Row number in the log, by which a client that was away is caught up. */
  seq: z.number().int().positive(),
  id: z.string(),
  at: z.string(),
  file: z.string(),
  verdict: VerdictSchema,
  source: SourceKindSchema,
  folderId: z.string().nullable(),
  serial: z.string().nullable(),
  lot: z.string().nullable(),
});
export type InspectionRecorded = z.infer<typeof InspectionRecordedSchema>;

/** Something that wants a person until it is cleared. */
export const AlarmSchema = z.object({
  /** Names what is wrong where, e.g. `folder-behind:ID`; raising it again replaces its message. */
  alarm: z.string(),
  severity: z.enum(['warning', 'error']),
  message: z.string(),
  /** UTC with milliseconds. */
  since: z.string(),
});
export type Alarm = z.infer<typeof AlarmSchema>;

export const StationEventSchema = z.discriminatedUnion('kind', [
  InspectionRecordedSchema,
  z.object({
    kind: z.literal('disposition.added'),
    inspectionId: z.string(),
    dispositionId: z.string(),
    effective: VerdictSchema,
    disposition: DispositionStateSchema,
  }),
  z.object({
    kind: z.literal('comparison.added'),
    inspectionId: z.string(),
    agreement: AgreementSchema,
    /** What people have said so far: only what nobody has spoken of waits for a person. */
    disposition: DispositionStateSchema,
  }),
  z.object({
    kind: z.literal('correction.added'),
    inspectionId: z.string(),
    correctionId: z.string(),
  }),
  z.object({
    kind: z.literal('queue.changed'),
    folderId: z.string(),
    /** Files that wait; a lower bound where `more` is true. */
    waiting: z.number().int().nonnegative(),
    more: z.boolean(),
    /** How long the oldest one has been waiting; null with an empty queue. */
    oldestMs: z.number().nonnegative().nullable(),
  }),
  AlarmSchema.extend({ kind: z.literal('alarm.raised') }),
  z.object({ kind: z.literal('alarm.cleared'), alarm: z.string() }),
  z.object({
    kind: z.literal('folder.changed'),
    folderId: z.string(),
    change: z.enum(['added', 'changed', 'removed', 'state']),
  }),
  z.object({
    kind: z.literal('recipe.changed'),
    name: z.string(),
    revision: z.number().int().positive(),
  }),
  z.object({
    kind: z.literal('model.activated'),
    modelKind: ModelKindSchema,
    sha256: z.string(),
    ref: z.string(),
  }),
  // A version came or went; which one is live has an event of its own.
  z.object({ kind: z.literal('models.changed') }),
  z.object({ kind: z.literal('settings.changed'), keys: z.array(z.string()) }),
]);
export type StationEvent = z.infer<typeof StationEventSchema>;

/** The first event of a connection. */
export const EventsReadySchema = z.object({
  kind: z.literal('ready'),
  /**
   * True where the client's last id was too old to replay everything after it: the inspections are
   * made up from the log and follow, of the rest it should fetch what it shows.
   */
  missed: z.boolean(),
  /** What is raised now. */
  alarms: z.array(AlarmSchema),
});
export type EventsReady = z.infer<typeof EventsReadySchema>;
