import { MOST_SPANS } from '../../../shared/statistics.ts';
import { spanOf } from '../../ui/period.ts';

export const GROUPINGS = ['hour', 'shift', 'day', 'week'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** When shifts begin, by this computer's clock. */
const SHIFTS = [6, 14, 22] as const;
const DAYS_WITHOUT_BEGINNING = 30;
const DAY_MS = 86_400_000;
/** The period before ends as late in its day as it is now, to these minutes. */
const NOW_STEP_MS = 600_000;

/** What is looked at; `to` is the end of today where the period has none. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

/** @returns null for a period that is none, or that ends before it begins */
export function rangeOf(period: string, now: Date): Range | null {
  const span = spanOf(period, now);
  const to = span.to === undefined ? dayAfter(now, 1) : new Date(span.to);
  const from =
    span.from === undefined ? dayAfter(to, -DAYS_WITHOUT_BEGINNING) : new Date(span.from);
  return from < to ? { from, to } : null;
}

/** The times at which a range is cut; its own ends are the first and the last. */
export function cut({ from, to }: Range, grouping: Grouping): readonly Date[] {
  const times = [from];
  let time = next(from, grouping);
  while (time < to && times.length <= MOST_SPANS) {
    times.push(time);
    time = next(time, grouping);
  }
  return [...times, to];
}

/** How a range can be cut into two spans or more, but not into more than can be counted or seen. */
export function groupingsOf(range: Range): readonly Grouping[] {
  return GROUPINGS.filter((grouping) => {
    const spans = cut(range, grouping).length - 1;
    return spans <= MOST_SPANS && (spans > 1 || grouping === 'day');
  });
}

export function usualGrouping(range: Range): Grouping {
  const days = (range.to.getTime() - range.from.getTime()) / DAY_MS;
  if (days <= 2.1) return 'hour';
  return days <= 62 ? 'day' : 'week';
}

/** As many days before it, and of today only as much as there was by now. */
export function rangeBefore({ from, to }: Range, now: Date): Range {
  const days = Math.max(1, Math.round((to.getTime() - from.getTime()) / DAY_MS));
  const soon = new Date(Math.ceil(now.getTime() / NOW_STEP_MS) * NOW_STEP_MS);
  const end = soon > from && soon < to ? soon : to;
  return { from: daysLater(from, -days), to: daysLater(end, -days) };
}

function next(time: Date, grouping: Grouping): Date {
  const [year, month, date, hour] = [
    time.getFullYear(),
    time.getMonth(),
    time.getDate(),
    time.getHours(),
  ];
  switch (grouping) {
    case 'hour':
      // By the hours that pass, of which a day in spring or autumn has one less or more.
      return new Date((Math.floor(time.getTime() / 3_600_000) + 1) * 3_600_000);
    case 'shift': {
      const begins = SHIFTS.find((shift) => shift > hour);
      return begins === undefined
        ? new Date(year, month, date + 1, SHIFTS[0])
        : new Date(year, month, date, begins);
    }
    case 'day':
      return dayAfter(time, 1);
    case 'week':
      return dayAfter(time, 7 - ((time.getDay() + 6) % 7));
  }
}

function dayAfter(time: Date, days: number): Date {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() + days);
}

function daysLater(time: Date, days: number): Date {
  const later = new Date(time);
  later.setDate(later.getDate() + days);
  return later;
}
