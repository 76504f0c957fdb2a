import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpanCounts } from '../../../shared/statistics.ts';
import { localeOf } from '../../i18n/languages.ts';
import { useFormats } from '../../ui/use-formats.ts';
import type { Grouping } from './spans.ts';

type Edges = Pick<SpanCounts, 'from' | 'to'>;

export interface SpanNames {
  /** At the foot of a column. */
  short(span: Edges): string;
  /** Alone in a table. */
  whole(span: Edges): string;
}

export function useSpanNames(grouping: Grouping): SpanNames {
  const { i18n } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const locale = localeOf(i18n.language, navigator.languages);
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric' });
    const isByTime = grouping === 'hour' || grouping === 'shift';
    return {
      short: ({ from }) => {
        const time = new Date(from);
        if (!isByTime) return day.format(time);
        return time.getHours() === 0 ? day.format(time) : hour.format(time);
      },
      whole: ({ from, to }) => {
        if (grouping === 'day') return formats.day(from);
        const last = new Date(Date.parse(to) - 1).toISOString();
        if (grouping === 'week') return `${formats.day(from)} – ${formats.day(last)}`;
        return `${formats.day(from)}, ${formats.time(from)} – ${formats.time(to)}`;
      },
    };
  }, [i18n.language, formats, grouping]);
}
