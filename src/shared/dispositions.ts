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

/** What is posted. An override needs a reason of the setting `dispositionReasons`. */
export const NewDispositionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirm'), reason, remark }),
  z.strictObject({
    kind: z.literal('override'),
    verdict: DecisionSchema,
    reason: reason.unwrap(),
    remark,
  }),
  z.strictObject({ kind: z.literal('withdraw'), withdraws: z.string(), remark }),
]);
export type NewDisposition = z.infer<typeof NewDispositionSchema>;

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
