import { z } from 'zod';
import { ComparisonSchema } from './comparisons.ts';
import { DispositionSchema } from './dispositions.ts';
import { DetectionSchema } from './domain.ts';
import { HistoryRowSchema } from './history.ts';
import { JudgingThresholdsSchema } from './log.ts';

/** Everything that the log knows of one inspection: enough to judge the picture again in the same way. */
export const HistoryEntrySchema = HistoryRowSchema.extend({
  /** Kept under the recipe's minimum scores, down to the floor; they decided nothing. */
  weakDetections: z.array(DetectionSchema),
  /** Where the picture's bytes lay. */
  path: z.string(),
  pictureBytes: z.number().int().nullable(),
  software: z.string(),
  thresholds: JudgingThresholdsSchema,
  /** The recipe's revision as a document. */
  recipeDocument: z.unknown(),
  /** What was known of the model version; null where nothing was kept. */
  modelDocument: z.unknown(),
  /** In the order in which they were made. */
  dispositions: z.array(DispositionSchema),
  /** What other models made of the picture, in the order in which they were asked. */
  comparisons: z.array(ComparisonSchema),
  /** sha256 of what was judged and decided; seals of the audit chain cover it. */
  digest: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntrySchema>;
