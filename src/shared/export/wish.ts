import { z } from 'zod';

/** Rows that are named one by one in an address; more are asked for by conditions. */
export const MOST_NAMED = 1_000;

export const ExportFormatSchema = z.enum(['csv', 'jsonl']);
export type ExportFormat = z.infer<typeof ExportFormatSchema>;

/** `3-7,12`: places in the log, as short as an address wants them. */
export const SeqRangesSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}(-[1-9]\d{0,14})?(,[1-9]\d{0,14}(-[1-9]\d{0,14})?)*$/, {
    error: 'must be numbers and ranges of numbers: 3-7,12',
  })
  .max(8_000, 'is too long')
  .transform((text, context) => {
    const seqs = new Set<number>();
    for (const range of text.split(',')) {
      const [first = 0, last = first] = range.split('-').map(Number);
      if (last < first || last - first >= MOST_NAMED || seqs.size > MOST_NAMED) {
        context.addIssue({ code: 'custom', message: `may name up to ${MOST_NAMED} inspections` });
        return z.NEVER;
      }
      for (let seq = first; seq <= last; seq += 1) seqs.add(seq);
    }
    if (seqs.size <= MOST_NAMED) return [...seqs].sort((a, b) => b - a);
    context.addIssue({ code: 'custom', message: `may name up to ${MOST_NAMED} inspections` });
    return z.NEVER;
  });

/** The same places in short. */
export function seqRanges(seqs: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const seq of [...new Set(seqs)].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open !== undefined && open.last + 1 === seq) open.last = seq;
    else ranges.push({ first: seq, last: seq });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join();
}
