import { z } from 'zod';
import { SourceKindSchema } from './history.ts';

/** Spans that one answer counts at most: a quarter of a year by day, a week by hour. */
export const MOST_SPANS = 200;

const instant = z.iso
  .datetime({ offset: true, error: 'must be times with their zone (2026-11-24T08:30:00Z)' })
  .transform((text) => Date.parse(text));

const times = z
  .string()
  .transform((text) => text.split(',').map((time) => time.trim()))
  .pipe(
    z
      .array(instant)
      .min(2, 'must be two times at least')
      .max(MOST_SPANS + 1, `must be ${MOST_SPANS + 1} times at most`),
  )
  .refine(
    (list) => list.every((time, index) => index === 0 || time > (list[index - 1] ?? 0)),
    'must go from the earlier to the later',
  );

/** What to count, as it comes in a query string. */
export const StatisticsQuerySchema = z.strictObject({
  times: times.describe(
    'Two times or more, separated by commas; what was judged between each two neighbours is counted',
  ),
  source: SourceKindSchema.optional(),
});

/** What was judged in a span of time; the later end is not in it. */
export const SpanCountsSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  inspected: z.number().int(),
  /** OK as the model and the recipe had it at once, whatever people said. */
  passedFirst: z.number().int(),
  /** These four after what people said; together they are all that were inspected. */
  ok: z.number().int(),
  ng: z.number().int(),
  review: z.number().int(),
  error: z.number().int(),
});
export type SpanCounts = z.infer<typeof SpanCountsSchema>;

export const StatisticsSchema = z.object({
  spans: z.array(SpanCountsSchema),
  /** NG inspections with a class that mattered to the recipe, the most frequent first; one may have several. */
  classes: z.array(z.object({ className: z.string(), ng: z.number().int() })),
  /** NG inspections without any of these. */
  otherNg: z.number().int(),
});
export type Statistics = z.infer<typeof StatisticsSchema>;
