import { describe, expect, it } from 'vitest';
import { historyLink } from '../../../src/renderer/features/statistics/history-link.ts';
import {
  cut,
  groupingsOf,
  rangeBefore,
  rangeOf,
  usualGrouping,
} from '../../../src/renderer/features/statistics/spans.ts';

const NOW = new Date(2026, 10, 24, 15, 33);
const at = (day: number, hour = 0, minute = 0): Date => new Date(2026, 10, day, hour, minute);

describe('a period', () => {
  it('without an end ends with today, without a beginning begins thirty days before', () => {
    expect(rangeOf('today', NOW)).toEqual({ from: at(24), to: at(25) });
    expect(rangeOf('7d', NOW)).toEqual({ from: at(18), to: at(25) });
    expect(rangeOf('..2026-11-20', NOW)).toEqual({ from: at(-9), to: at(21) });
  });

  it.each(['2026-11-20..2026-11-19', 'last week', '2027-01-01..'])('%s is none', (period) => {
    expect(rangeOf(period, NOW)).toBeNull();
  });

  it('is cut by hours, shifts, days and weeks that begin on Monday', () => {
    const week = { from: at(18), to: at(25) };
    expect(cut({ from: at(24), to: at(25) }, 'hour')).toHaveLength(25);
    expect(cut({ from: at(24), to: at(25) }, 'shift')).toEqual([
      ...[at(24), at(24, 6), at(24, 14), at(24, 22), at(25)],
    ]);
    // The night shift is one span, from one day to the next.
    expect(cut(week, 'shift').slice(2, 5)).toEqual([at(18, 14), at(18, 22), at(19, 6)]);
    expect(cut(week, 'day')).toHaveLength(8);
    expect(cut(week, 'week')).toEqual([at(18), at(23), at(25)]);
  });

  it('is offered only what can be counted and seen', () => {
    expect(groupingsOf({ from: at(24), to: at(25) })).toEqual(['hour', 'shift', 'day']);
    const year = { from: new Date(2025, 10, 24), to: NOW };
    expect(groupingsOf(year)).toEqual(['week']);
    expect(usualGrouping(year)).toBe('week');
    expect(usualGrouping({ from: at(24), to: at(25) })).toBe('hour');
    expect(usualGrouping({ from: at(1), to: at(25) })).toBe('day');
  });

  it('is compared with as much of the one before', () => {
    expect(rangeBefore({ from: at(24), to: at(25) }, NOW)).toEqual({
      ...{ from: at(23), to: at(23, 15, 40) },
    });
    expect(rangeBefore({ from: at(20), to: at(22) }, NOW)).toEqual({ from: at(18), to: at(20) });
  });
});

describe('the way from a figure to its inspections', () => {
  const linkOf = (period: string): string =>
    decodeURIComponent(
      historyLink({ period, source: '', range: rangeOf(period, NOW) }, { effective: 'ng' }),
    );

  it('is the period as it was chosen', () => {
    expect(linkOf('today')).toBe('#/history?effective=ng&period=today');
  });

  it('leads to what was counted, also where the period has no beginning', () => {
    expect(linkOf('..2026-11-20')).toBe(
      '#/history?effective=ng&period=2026-10-22T00:00..2026-11-21T00:00',
    );
  });
});
