import { describe, expect, it } from 'vitest';
import {
  readConditions,
  stationFilter,
  withCondition,
  withoutConditions,
} from '../../../src/renderer/features/history/filter.ts';
import { addressOf, parseAddress } from '../../../src/renderer/ui/address-text.ts';
import { periodOfTimes } from '../../../src/renderer/ui/period.ts';
import { HistoryFilterSchema } from '../../../src/shared/history.ts';

const NOW = new Date(2026, 10, 24, 15, 30);
const local = (month: number, day: number): string => new Date(2026, month - 1, day).toISOString();

/** What the station is asked for, as it reads it. */
function asked(period: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(stationFilter({ period }, NOW)));
}

describe('conditions in the address', () => {
  it('survive a reload, and leave what is not theirs alone', () => {
    const { path, query } = parseAddress('#/history?effective=ng,ok&serial=A%201&id=7&other=x');
    expect(readConditions(query)).toEqual({ effective: 'ng,ok', serial: 'A 1' });
    const changed = withCondition(query, 'class', 'crack & fold');
    const again = parseAddress(addressOf({ path, query: changed }));
    expect(readConditions(again.query)).toEqual({
      effective: 'ng,ok',
      serial: 'A 1',
      class: 'crack & fold',
    });
    expect(withCondition(query, 'effective', null).has('effective')).toBe(false);
    expect([...withoutConditions(query)]).toEqual([
      ['id', '7'],
      ['other', 'x'],
    ]);
  });

  it('are what the station understands', () => {
    const conditions = { effective: 'ng,review', minScore: '0.5', text: 'gear', period: 'today' };
    const query = Object.fromEntries(new URLSearchParams(stationFilter(conditions, NOW)));
    expect(HistoryFilterSchema.safeParse(query).success).toBe(true);
  });
});

describe('a period', () => {
  it.each([
    ['today', { from: local(11, 24) }],
    ['yesterday', { from: local(11, 23), to: local(11, 24) }],
    ['7d', { from: local(11, 18) }],
    ['30d', { from: local(10, 26) }],
    ['2026-11-20..2026-11-22', { from: local(11, 20), to: local(11, 23) }],
    ['..2026-10-31', { to: local(11, 1) }],
  ])('%s is a span of days of this computer', (period, span) => {
    expect(asked(period)).toEqual(span);
  });

  it('that a figure of Statistics stands for is cut by the minute', () => {
    const [from, to] = [new Date(2026, 10, 20, 6), new Date(2026, 10, 20, 14, 30)];
    const period = periodOfTimes(from, to);
    expect(period).toBe('2026-11-20T06:00..2026-11-20T14:30');
    expect(asked(period)).toEqual({ from: from.toISOString(), to: to.toISOString() });
    expect(HistoryFilterSchema.safeParse(asked('2026-11-20T06:00..')).success).toBe(false);
    expect(HistoryFilterSchema.safeParse(asked('2026-11-20T99:00..2026-11-20T14:00')).success).toBe(
      false,
    );
  });

  it('that is none is refused by the station and not dropped', () => {
    expect(HistoryFilterSchema.safeParse(asked('last week')).success).toBe(false);
  });
});
