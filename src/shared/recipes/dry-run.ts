import { z } from 'zod';
import { ErrorReportSchema, ReasonSchema, VerdictSchema } from '../domain.ts';
import { HistoryFilterSchema } from '../history.ts';

/** Inspections that a dry run looks at where nobody says how many. */
export const DRY_RUN_LAST = 1000;
export const DRY_RUN_MOST = 1_000_000;

/** Which inspections a recipe is tried on. */
export const DryRunFilterSchema = HistoryFilterSchema.pick({ recipe: true, from: true, to: true });
export type DryRunFilter = z.infer<typeof DryRunFilterSchema>;

export const DryRunWishSchema = z.strictObject({
  /** A document, or the name of a stored recipe (`gears`, `gears:3`). */
  recipe: z.union([z.string(), z.record(z.string(), z.unknown())]),
  /** The newest so many of those that the filter lets through. */
  last: z.int().positive().max(DRY_RUN_MOST).default(DRY_RUN_LAST),
  filter: DryRunFilterSchema.default({}),
});

/** An inspection that the recipe would have decided otherwise. */
export const FlipSchema = z.object({
  id: z.string(),
  at: z.string(),
  file: z.string(),
  from: VerdictSchema,
  to: VerdictSchema,
  /** What led to the stored verdict, and what would lead to the new one. */
  reasonsBefore: z.array(ReasonSchema),
  reasons: z.array(ReasonSchema),
});
export type Flip = z.infer<typeof FlipSchema>;

export const DryRunSummarySchema = z.object({
  /** Inspections looked at. */
  inspections: z.number().int(),
  flips: z.number().int(),
  /** How many went from which verdict to which. */
  transitions: z.array(
    z.object({ from: VerdictSchema, to: VerdictSchema, count: z.number().int() }),
  ),
  /** Those without a result to judge anew: they stay `error`. */
  failed: z.number().int(),
  /** What a real run could decide otherwise, in sentences. */
  warnings: z.array(z.string()),
});
export type DryRunSummary = z.infer<typeof DryRunSummarySchema>;

/** A dry run as it goes on: flips newest first, and at its end the summary. */
export const DryRunLineSchema = z.discriminatedUnion('kind', [
  FlipSchema.extend({ kind: z.literal('flip') }),
  z.object({ kind: z.literal('progress'), inspections: z.number().int() }),
  DryRunSummarySchema.extend({ kind: z.literal('summary') }),
]);
export type DryRunLine = z.infer<typeof DryRunLineSchema>;

/** The same over the network, where the status was sent long before something failed. */
export const DryRunAnswerSchema = z.union([
  DryRunLineSchema,
  z.object({ kind: z.literal('failed'), error: ErrorReportSchema }),
]);
