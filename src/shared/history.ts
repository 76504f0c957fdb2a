import { z } from 'zod';
import { AgreementSchema } from './comparisons.ts';
import { InspectionSchema, type Verdict, VerdictSchema } from './domain.ts';
import { InspectionSourceSchema } from './log.ts';
import { PartIdentitySchema } from './part-identity.ts';

/** Counting ends here: a page says "more than" instead of a number over it. */
export const COUNT_LIMIT = 10_000;
export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 500;

/** In the order of recording: `newest` first, or `oldest` first. */
export const OrderSchema = z.enum(['newest', 'oldest']);
export type Order = z.infer<typeof OrderSchema>;

/** What people have said about an inspection's verdict so far. */
export const DispositionStateSchema = z.enum(['none', 'confirmed', 'overridden', 'disputed']);
export type DispositionState = z.infer<typeof DispositionStateSchema>;

/** Where a picture came from: a command, a request of a program, the page, or a watched folder. */
export const SourceKindSchema = z.enum(['command', 'api', 'page', 'folder']);
export type SourceKind = z.infer<typeof SourceKindSchema>;

const word = z.string().trim().min(1, 'must not be empty').max(200, 'is too long');

const verdicts = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
  .pipe(z.array(VerdictSchema))
  .describe('One verdict or several, separated by commas');

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** A day (UTC) or a time with its zone, in ms since 1970; a day as the end means its last moment. */
function time(end: boolean): z.ZodType<number, string> {
  return z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'must be a day (2026-11-24, UTC) or a time with its zone (2026-11-24T08:30:00Z)',
    })
    .transform((text) => Date.parse(text) + (end && DAY.test(text) ? DAY_MS : 0));
}

/**
 * What to look for in the log, as it comes in a query string or from the command line: every value a
 * text, every condition must hold. Unknown names are refused, so that a misspelt condition never
 * gives too many rows.
 */
export const HistoryFilterSchema = z
  .strictObject({
    from: time(false).describe('Judged at this time or later'),
    to: time(true).describe('Judged before this time; a day alone includes that day'),
    verdict: verdicts,
    /** After what people said. */
    effective: verdicts,
    disposition: DispositionStateSchema,
    comparison: AgreementSchema.describe('Whether the model that was asked last agrees'),
    /** See `docs/decisions/0017-disagreements.md`. */
    waiting: z
      .literal('true')
      .describe(
        'true: what waits for a person: review, errors and models that disagree, of which nobody has spoken',
      ),
    corrected: z.literal('true').describe('"true": somebody corrected its detections'),
    class: word.describe(
      'A detection of this class that mattered to the recipe; with minScore any of at least that score',
    ),
    minScore: z
      .string()
      .regex(/^(0|1|0?\.\d+|1\.0+)$/, 'must be a number from 0 to 1')
      .transform(Number)
      .describe('A detection of at least this score, of the class where one is named'),
    recipe: word.describe('NAME, or NAME:REVISION'),
    model: word.describe('A name, name:version, or the first 8 or more digits of a sha256'),
    serial: word,
    lot: word,
    station: word,
    side: word,
    source: SourceKindSchema,
    folder: word.describe('The id of a watched folder'),
    person: word.describe('Who had it judged: id or name'),
    text: word
      .regex(/[\p{L}\p{N}]/u, 'has no letter or digit to look for')
      .describe(
        'Words, or beginnings of words of two letters and more, of the file name, the serial, the lot or a remark',
      ),
  })
  .partial();
export type HistoryFilter = z.infer<typeof HistoryFilterSchema>;
/** The names of the conditions, for whoever makes options or fields of them. */
export type HistoryFilterText = z.input<typeof HistoryFilterSchema>;

export const HistoryCountSchema = z.object({
  /** Exact where `more` is false; otherwise there are more than this. */
  count: z.number().int(),
  more: z.boolean(),
});
export type HistoryCount = z.infer<typeof HistoryCountSchema>;

/** The verdict that counts after what people said. */
export interface Effective {
  readonly effective: Verdict;
  readonly disposition: DispositionState;
}

/** An inspection in a list: what was printed when it was judged, and what the log knows besides. */
export const HistoryRowSchema = InspectionSchema.extend({
  id: z.string(),
  /** Its place in the log, from 1; also the order of lists. */
  seq: z.number().int().positive(),
  source: InspectionSourceSchema,
  part: PartIdentitySchema.nullable(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The verdict that counts after what people said. */
  effective: VerdictSchema,
  disposition: DispositionStateSchema,
  /** Whether somebody corrected its detections, which themselves stay as the model gave them. */
  corrected: z.boolean(),
});
export type HistoryRow = z.infer<typeof HistoryRowSchema>;

export const HistoryPageSchema = z.object({
  /** In the order asked for. */
  rows: z.array(HistoryRowSchema),
  /** Where the next page begins; null on the last one. */
  next: z.string().nullable(),
  count: HistoryCountSchema,
});
export type HistoryPage = z.infer<typeof HistoryPageSchema>;
