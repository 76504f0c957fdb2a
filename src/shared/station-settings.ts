import { z } from 'zod';
import type { Verdict } from './domain.ts';

const text = (most: number): z.ZodString => z.string().trim().max(most);

const EvidenceModeSchema = z.enum(['webp', 'original', 'none']);

const EvidenceSchema = z.strictObject({
  modes: z
    .strictObject({
      ok: EvidenceModeSchema.default('webp'),
      ng: EvidenceModeSchema.default('webp'),
      review: EvidenceModeSchema.default('webp'),
      error: EvidenceModeSchema.default('original'),
    })
    .prefault({}),
  /** Longest side of the WebP in pixels. */
  maxSide: z.number().int().min(256).max(16_384).default(2048),
  /** Of the WebP, 1 to 100. */
  quality: z.number().int().min(1).max(100).default(80),
});

/** How long evidence is kept; null is without this limit. Rows of the log are never deleted. */
const RetentionRuleSchema = z.strictObject({
  days: z.number().int().positive().nullable().default(null),
  bytes: z.number().int().positive().nullable().default(null),
});

const FreeSpaceSchema = z
  .strictObject({
    /** Under this the station warns. */
    warnBytes: z.number().int().nonnegative().default(2_000_000_000),
    /** Under this it takes no new pictures, before it would lose one. */
    stopBytes: z.number().int().nonnegative().default(500_000_000),
  })
  .refine(({ warnBytes, stopBytes }) => stopBytes <= warnBytes, {
    path: ['stopBytes'],
    error: 'must not be over warnBytes',
  });

const BackupSchema = z.strictObject({
  /** When a backup is made each day, by the clock of this machine; null: never. */
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 02:30')
    .nullable()
    .default('02:00'),
  /** The newest so many are kept. */
  kept: z.number().int().min(1).max(366).default(7),
});

/** What a person picks from when saying why. */
const DEFAULT_REASONS = [
  'Seen on the part',
  'Not a defect: dirt, oil or light',
  'Defect within tolerance',
  'Missed defect',
  'Wrong part or picture',
  'Other (see remark)',
];

/**
 * The settings that people change while the station runs; they live in the log, each change with who
 * made it. What the process needs before it has a log (threads, host names) is in `settings.json`.
 */
export const StationSettingsSchema = z.strictObject({
  stationName: text(80).default(''),
  lineName: text(80).default(''),
  /** Without a sign-in an operator may judge and look; with this, nobody may do anything. */
  signInNeeded: z.boolean().default(false),
  /** A session ends after so many minutes without a request. */
  sessionMinutes: z
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(30),
  dispositionReasons: z
    .array(text(120).min(1, 'must not be empty'))
    .min(1, 'must have at least one reason')
    .max(50)
    .refine((reasons) => new Set(reasons).size === reasons.length, 'must not name a reason twice')
    .default(DEFAULT_REASONS),
  evidence: EvidenceSchema.prefault({}),
  retention: z
    .strictObject({
      ok: RetentionRuleSchema.prefault({ days: 90 }),
      ng: RetentionRuleSchema.prefault({}),
      review: RetentionRuleSchema.prefault({}),
      error: RetentionRuleSchema.prefault({}),
    } satisfies Record<Verdict, unknown>)
    .prefault({}),
  freeSpace: FreeSpaceSchema.prefault({}),
  backup: BackupSchema.prefault({}),
  /** Detections down to this score are kept in the log, so that a dry run can go lower. */
  logFloor: z.number().min(0.01).max(1).default(0.1),
  /** Whether an empty station still shows a newcomer what to do first. */
  firstSteps: z.enum(['open', 'done']).default('open'),
});
export type StationSettings = z.infer<typeof StationSettingsSchema>;
export type SettingKey = keyof StationSettings;

export const DEFAULT_SETTINGS: StationSettings = StationSettingsSchema.parse({});
