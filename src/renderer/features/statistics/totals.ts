import type { SpanCounts } from '../../../shared/statistics.ts';

export type Totals = Omit<SpanCounts, 'from' | 'to'>;

export function totalsOf(spans: readonly SpanCounts[]): Totals {
  const sum = (name: keyof Totals): number => spans.reduce((total, span) => total + span[name], 0);
  return {
    inspected: sum('inspected'),
    passedFirst: sum('passedFirst'),
    ok: sum('ok'),
    ng: sum('ng'),
    review: sum('review'),
    error: sum('error'),
  };
}
