import { periodOfTimes, readDays } from '../../ui/period.ts';
import type { Range } from './spans.ts';

type Condition = Readonly<Partial<Record<'verdict' | 'effective' | 'class', string>>>;

/** The inspections behind a figure: those of the whole period, or of one of its spans. */
export function historyLink(
  shown: { readonly period: string; readonly source: string; readonly range: Range | null },
  condition: Condition,
  span?: { readonly from: string; readonly to: string },
): string {
  const { period, source, range } = shown;
  const query = new URLSearchParams(condition);
  if (span !== undefined)
    query.set('period', periodOfTimes(new Date(span.from), new Date(span.to)));
  // A period without a beginning is counted from a day that History does not know of.
  else if (range !== null && readDays(period)?.first === '') {
    query.set('period', periodOfTimes(range.from, range.to));
  } else query.set('period', period);
  if (source !== '') query.set('source', source);
  return `#/history?${query}`;
}
