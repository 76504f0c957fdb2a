import { z } from 'zod';
import { DeviceWishSchema, VerdictSchema } from './domain.ts';
import { PartIdentitySchema, PartPatternSchema } from './part-identity.ts';

const path = z.string().min(1, 'must not be empty').max(4_096);
const seconds = z.number().positive().max(86_400);

/** What happens to a file after its picture was judged. */
export const AfterwardsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stay') }),
  z.strictObject({
    kind: z.literal('move'),
    /** `ok/`, `ng/`, `review/` and `error/` are in here; null: in the folder itself. */
    to: path.nullable().default(null),
  }),
]);

/** What is written for a PLC or an MES after each inspection. */
export const ResultFilesSchema = z.strictObject({
  /** `json`: `NAME.json` for each picture. `csv`: a line in the file of the day (UTC). */
  kind: z.enum(['json', 'csv']),
  folder: path,
  /**
   * `json` only: what a file of that name means that was not taken away yet. `number` appends a
   * number, `replace` lets the newest win.
   */
  existing: z.enum(['number', 'replace']).default('number'),
});
export type ResultFiles = z.infer<typeof ResultFilesSchema>;

/** How a folder is watched and what is done with its pictures. */
export const FolderSettingsSchema = z.strictObject({
  /** Shown; the folder's own name when empty. */
  name: z.string().trim().max(100).default(''),
  path,
  enabled: z.boolean().default(true),
  /** Name, or name:revision; null: the recipe in force. */
  recipe: z.string().min(1).nullable().default(null),
  /** Instead of the recipe's. */
  model: z.string().min(1).nullable().default(null),
  device: DeviceWishSchema.nullable().default(null),
  /** Names with `*` and `?`, upper and lower case alike; without any, pictures by their ending. */
  patterns: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** Folders inside it too. */
  recursive: z.boolean().default(false),
  afterwards: AfterwardsSchema.default({ kind: 'stay' }),
  /** `auto` relies on events where it sees them come, and looks by itself where they do not. */
  watching: z.enum(['auto', 'events', 'polling']).default('auto'),
  /** Between two looks where events do not come. */
  pollSeconds: seconds.default(2),
  /** A file is complete when its size and times have held still for so long, and it decodes. */
  settleSeconds: seconds.default(0.5),
  /** So often it is tried to decode a file, and at least so long, before it is recorded as an error. */
  tries: z.number().int().min(1).max(100).default(5),
  patienceSeconds: z.number().min(0).max(86_400).default(120),
  part: PartPatternSchema.nullable().default(null),
  results: ResultFilesSchema.nullable().default(null),
  /** The folder has fallen behind when its oldest file has been waiting for longer. */
  behindSeconds: seconds.default(300),
});
export type FolderSettings = z.infer<typeof FolderSettingsSchema>;
/** As somebody writes them: what has a default may be left out. */
export type FolderSettingsInput = z.input<typeof FolderSettingsSchema>;

/** A change: what is absent stays as it is. */
export type FolderPatch = Readonly<Record<string, unknown>>;

export const FolderStateSchema = z.enum([
  /** Switched off. */
  'off',
  'watching',
  /** It is not there (any more); it is looked for. */
  'missing',
  /** It waits for the station: no room on the disk, a log that is locked, no model. */
  'waiting',
]);
export type FolderState = z.infer<typeof FolderStateSchema>;

export const FolderQueueSchema = z.object({
  /** Files that wait; a lower bound where `more` is true. */
  waiting: z.number().int(),
  more: z.boolean(),
  /** How long the oldest one has been waiting in ms; null with an empty queue. */
  oldestMs: z.number().nullable(),
  inWork: z.number().int(),
});
export type FolderQueue = z.infer<typeof FolderQueueSchema>;

export const FolderStatusSchema = z.object({
  id: z.string(),
  settings: FolderSettingsSchema,
  state: FolderStateSchema,
  /** Why, where it is `missing` or `waiting`; what else is wrong. */
  problem: z.string().nullable(),
  /** Whether events come; null while nobody knows. */
  events: z.boolean().nullable(),
  queue: FolderQueueSchema,
  counts: z.object({
    judged: z.record(VerdictSchema, z.number().int()),
    quarantined: z.number().int(),
    toMove: z.number().int(),
    resultsToWrite: z.number().int(),
  }),
});
export type FolderStatus = z.infer<typeof FolderStatusSchema>;

export const FolderListSchema = z.object({ folders: z.array(FolderStatusSchema) });

/** A file that stays broken; it is tried again when it changes. */
export const QuarantinedSchema = z.object({
  relativePath: z.string(),
  reason: z.string(),
  tries: z.number().int(),
  at: z.string(),
});

export const FolderDetailSchema = FolderStatusSchema.extend({
  /** The newest ones. */
  quarantine: z.array(QuarantinedSchema),
  /** Files that do not decode yet, are locked or cannot be moved, with the reason. */
  troubles: z.array(z.object({ relativePath: z.string(), reason: z.string() })),
});
export type FolderDetail = z.infer<typeof FolderDetailSchema>;

export const FolderCheckSchema = z.object({
  path: z.string(),
  usable: z.boolean(),
  /** Whether files can be moved out of it. */
  writable: z.boolean(),
  problem: z.string().nullable(),
  /** Some names of pictures in it, for trying a pattern. */
  examples: z.array(z.string()),
});
export type FolderCheck = z.infer<typeof FolderCheckSchema>;

export const PartExamplesRequestSchema = z.strictObject({
  part: PartPatternSchema,
  names: z.array(z.string().max(4_096)).max(200),
});
export const PartExamplesSchema = z.object({
  /** What is wrong with the pattern; null where it can be used. */
  problem: z.string().nullable(),
  examples: z.array(z.object({ name: z.string(), part: PartIdentitySchema })),
});
