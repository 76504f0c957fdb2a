import { z } from 'zod';

/** What is wrong with a log, and at which row it begins. */
export const LogProblemSchema = z.object({
  /** What was looked at: the file itself, the chain, a seal over inspections, a row, the known head. */
  check: z.enum([
    'file',
    'chain',
    'head',
    'seal',
    'inspection',
    'disposition',
    'comparison',
    'correction',
    'recipe',
  ]),
  /** The table of the row; null where no row can be named. */
  table: z.string().nullable(),
  /** Its number. */
  row: z.number().int().nullable(),
  /** Its id, where it has one that can be read. */
  id: z.string().nullable(),
  message: z.string(),
});
export type LogProblem = z.infer<typeof LogProblemSchema>;

export const LogVerificationSchema = z.object({
  ok: z.boolean(),
  file: z.string(),
  /** What was looked at until the first problem. */
  auditRows: z.number().int(),
  seals: z.number().int(),
  inspections: z.number().int(),
  detections: z.number().int(),
  /** Inspections that no seal covers yet: their own digests are checked all the same. */
  unsealed: z.number().int(),
  dispositions: z.number().int(),
  comparisons: z.number().int(),
  corrections: z.number().int(),
  recipes: z.number().int(),
  /** Hash of the newest audit row: kept elsewhere, it tells later whether the tail was cut. */
  head: z.string().nullable(),
  /** The first one; null where all is well. */
  problem: LogProblemSchema.nullable(),
});
export type LogVerification = z.infer<typeof LogVerificationSchema>;
