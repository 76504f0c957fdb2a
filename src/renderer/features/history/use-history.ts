import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HistoryCount } from '../../../shared/history.ts';
import { useStationEvents } from '../../api/events.ts';
import { historyPage } from '../../api/history.ts';
import { queryClient } from '../../api/queries.ts';
import { createThrottle } from '../../api/throttle.ts';
import { type ListRow, toListRow } from './list-row.ts';

/** While pictures are judged as fast as can be, the log is asked so often for what is new. */
const LOOK_MS = 300;

interface ListPage {
  readonly rows: readonly ListRow[];
  readonly next: string | null;
  readonly count: HistoryCount;
}
type List = InfiniteData<ListPage, string | null>;

export interface History {
  readonly rows: readonly ListRow[];
  readonly count: HistoryCount | null;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly error: Error | null;
  /** Recorded since, and not in the list yet, because that would move it under the reader. */
  readonly fresh: { readonly count: number; readonly more: boolean } | null;
  loadMore(): void;
  showFresh(): void;
  retry(): void;
}

/**
 * The log's inspections that meet the conditions, page by page, and what is recorded meanwhile.
 *
 * @param isFree whether new ones may go on top now: nobody is reading further down
 */
export function useHistory(filter: string, isFree: () => boolean): History {
  const key = useMemo(() => ['history', filter], [filter]);
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => listPage(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    // A long list is not worth its memory once nobody looks at it.
    gcTime: 0,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const [head, setHead] = useState<{ readonly filter: string; readonly page: ListPage } | null>(
    null,
  );

  const show = useCallback(
    (page: ListPage) => {
      setHead(null);
      // The pages below are fetched again when somebody goes there: the list stays small all day.
      queryClient.setQueryData<List>(key, { pages: [page], pageParams: [null] });
    },
    [key],
  );
  const latest = useRef({ rows, isFree, show });
  useEffect(() => {
    latest.current = { rows, isFree, show };
  });

  const look = useMemo(
    () =>
      createThrottle(() => {
        listPage(filter, null).then(
          (page) => {
            const newest = latest.current.rows[0]?.seq ?? 0;
            if (page.rows.every(({ seq }) => seq <= newest)) return;
            if (latest.current.isFree()) latest.current.show(page);
            else setHead({ filter, page });
          },
          // The page says already that the station is away, and looks again when it is back.
          () => undefined,
        );
      }, LOOK_MS),
    [filter],
  );
  useStationEvents((event) => {
    if (event.kind === 'inspection.recorded') look();
    if (event.kind === 'ready' && event.missed) look();
    if (event.kind === 'disposition.added') {
      const { inspectionId, effective, disposition } = event;
      queryClient.setQueryData<List>(key, (list) =>
        withRow(list, inspectionId, (row) => ({ ...row, effective, disposition })),
      );
    }
    if (event.kind === 'correction.added') {
      queryClient.setQueryData<List>(key, (list) =>
        withRow(list, event.inspectionId, (row) => ({ ...row, corrected: true })),
      );
    }
  });

  const page = head?.filter === filter ? head.page : null;
  const fresh = useMemo(() => {
    const newest = rows[0]?.seq ?? 0;
    const count = page?.rows.filter(({ seq }) => seq > newest).length ?? 0;
    return count === 0 ? null : { count, more: count === page?.rows.length && page.next !== null };
  }, [rows, page]);
  return {
    rows,
    count: page?.count ?? list.data?.pages[0]?.count ?? null,
    isLoading: list.isPending,
    hasMore: list.hasNextPage,
    error: list.error,
    fresh,
    loadMore: () => {
      if (list.hasNextPage && !list.isFetchingNextPage && !list.isError) void list.fetchNextPage();
    },
    showFresh: () => {
      if (page !== null) show(page);
    },
    retry: () => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch()),
  };
}

async function listPage(
  filter: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<ListPage> {
  const { rows, next, count } = await historyPage(filter, cursor, signal);
  return { rows: rows.map(toListRow), next, count };
}

function withRow(
  list: List | undefined,
  id: string,
  change: (row: ListRow) => ListRow,
): List | undefined {
  if (!list?.pages.some(({ rows }) => rows.some((row) => row.id === id))) return list;
  const pages = list.pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => (row.id === id ? change(row) : row)),
  }));
  return { ...list, pages };
}
