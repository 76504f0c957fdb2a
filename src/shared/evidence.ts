import { z } from 'zod';
import { type Verdict, VerdictSchema } from './domain.ts';

/** As what a judged picture is kept: scaled down, or as the file that it was. */
export type KeptMode = 'webp' | 'original';

/** What the log notes of a picture that is kept. */
export interface StoredEvidence {
  /** Of the bytes that were judged. */
  readonly sha256: string;
  readonly mode: KeptMode;
  readonly bytes: number;
  /** Whose retention rule keeps it. */
  readonly verdict: Verdict;
  readonly storedAtMs: number;
}

/** Files and their bytes together. */
export interface EvidenceTotal {
  readonly files: number;
  readonly bytes: number;
}

const TotalSchema = z.object({ files: z.number().int(), bytes: z.number().int() });

/** What the station keeps of pictures, and how much room there is for more. */
export const EvidenceStatusSchema = z.object({
  room: z.object({
    /** `low` warns; `stopped` takes no new pictures; `unknown` where the system does not tell. */
    level: z.enum(['unknown', 'enough', 'low', 'stopped']),
    freeBytes: z.number().nullable(),
    warnBytes: z.number(),
    stopBytes: z.number(),
  }),
  kept: z.record(VerdictSchema, TotalSchema),
});
export type EvidenceStatus = z.infer<typeof EvidenceStatusSchema>;

/** What was deleted, or would be. Inspections are never deleted, only their pictures. */
export const PruneReportSchema = TotalSchema.extend({
  byVerdict: z.partialRecord(VerdictSchema, TotalSchema),
  /** Older than their rule allows; the others were over the size. */
  byAge: z.number().int(),
  bySize: z.number().int(),
  /** Could not be deleted, and stay noted as kept. */
  failed: z.number().int(),
});
export type PruneReport = Readonly<z.infer<typeof PruneReportSchema>>;
