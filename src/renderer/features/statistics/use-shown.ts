import { useAddress } from '../../ui/address.ts';
import {
  cut,
  GROUPINGS,
  type Grouping,
  groupingsOf,
  type Range,
  rangeOf,
  usualGrouping,
} from './spans.ts';

export const DEFAULT_PERIOD = 'today';

/** What the address asks for. */
export interface Shown {
  readonly period: string;
  readonly source: string;
  /** Null where the period is none. */
  readonly range: Range | null;
  readonly grouping: Grouping;
  readonly groupings: readonly Grouping[];
  /** The edges of the spans; empty where the period is none. */
  readonly times: readonly Date[];
}

export function useShown(now: Date): Shown {
  const { query } = useAddress();
  const period = query.get('period') ?? DEFAULT_PERIOD;
  const source = query.get('source') ?? '';
  const range = rangeOf(period, now);
  if (range === null) {
    return { period, source, range, grouping: 'day', groupings: [], times: [] };
  }
  const groupings = groupingsOf(range);
  const asked = GROUPINGS.find((name) => name === query.get('by'));
  const usual = usualGrouping(range);
  const grouping =
    [asked, usual].find((name) => name !== undefined && groupings.includes(name)) ??
    groupings.at(-1) ??
    'week';
  return { period, source, range, grouping, groupings, times: cut(range, grouping) };
}
