import { z } from 'zod';
import { type Verdict, VerdictSchema } from './domain.ts';
import { DispositionStateSchema, type Effective } from './history.ts';

/** What a person may decide a picture to be. `error` is not among them: only a picture is one. */
export const DecisionSchema = VerdictSchema.exclude(['error']);

/** What one person said about one inspection's verdict; it stays as it was said. */
export const DispositionSchema = z.object({
  id: z.string(),
  /** UTC with milliseconds. */
  at: z.string(),
  kind: z.enum(['confirm', 'override', 'withdraw']),
  /** What it is by this person; null for a withdrawal. */
  verdict: VerdictSchema.nullable(),
  reason: z.string().nullable(),
  remark: z.string().nullable(),
  /** The id of the earlier disposition that is taken back. */
  withdraws: z.string().nullable(),
  /** Null where the station knows no people yet. */
  personId: z.string().nullable(),
  personName: z.string(),
});
export type Disposition = z.infer<typeof DispositionSchema>;

const remark = z.string().trim().max(2_000, 'is too long').optional();
const reason = z.string().trim().min(1, 'must not be empty').max(120).optional();

const confirm = z.strictObject({ kind: z.literal('confirm'), reason, remark });
const override = z.strictObject({
  kind: z.literal('override'),
  verdict: DecisionSchema,
  reason: reason.unwrap(),
  remark,
});

/** What is posted. An override needs a reason of the setting `dispositionReasons`. */
export const NewDispositionSchema = z.discriminatedUnion('kind', [
  confirm,
  override,
  z.strictObject({ kind: z.literal('withdraw'), withdraws: z.string(), remark }),
]);
export type NewDisposition = z.infer<typeof NewDispositionSchema>;

/** Inspections that one request says something about; more come in several requests. */
export const LARGEST_BATCH = 200;

const inspections = z.array(z.string().min(1).max(64)).min(1).max(LARGEST_BATCH);

/** One thing said about many inspections, or what was said of each taken back. */
export const DispositionBatchSchema = z.discriminatedUnion('kind', [
  confirm.extend({ inspections }),
  override.extend({ inspections }),
  z.strictObject({
    kind: z.literal('withdraw'),
    withdraws: z
      .array(z.object({ inspectionId: z.string(), dispositionId: z.string() }))
      .min(1)
      .max(LARGEST_BATCH),
    remark,
  }),
]);
export type DispositionBatch = z.infer<typeof DispositionBatchSchema>;

/** Each inspection is in one of the lists. */
export const BatchAnswerSchema = z.object({
  added: z.array(z.object({ inspectionId: z.string(), dispositionId: z.string() })),
  refused: z.array(z.object({ inspectionId: z.string(), code: z.string(), message: z.string() })),
});
export type BatchAnswer = z.infer<typeof BatchAnswerSchema>;

export const EffectiveSchema = z.object({
  effective: VerdictSchema,
  disposition: DispositionStateSchema,
});

type Said = Pick<Disposition, 'id' | 'kind' | 'verdict' | 'withdraws' | 'personId'>;

/**
 * The verdict that counts: the last thing said and not taken back, else the station's own. People
 * disagree where what each said last, and did not take back, differs. One function for the API, the
 * search index and reports; the reasoning is in docs/decisions/0010-dispositions.md.
 *
 * @param dispositions of one inspection, in the order in which they were made
 */
export function effectiveVerdict(verdict: Verdict, dispositions: readonly Said[]): Effective {
  const withdrawn = new Set(dispositions.map(({ withdraws }) => withdraws));
  const standing = new Map<string | null, Verdict>();
  let effective = verdict;
  for (const said of dispositions) {
    if (said.verdict === null || withdrawn.has(said.id)) continue;
    standing.set(said.personId, said.verdict);
    effective = said.verdict;
  }
  const opinions = new Set(standing.values());
  if (opinions.size === 0) return { effective, disposition: 'none' };
  if (opinions.size > 1) return { effective, disposition: 'disputed' };
  return { effective, disposition: effective === verdict ? 'confirmed' : 'overridden' };
}
