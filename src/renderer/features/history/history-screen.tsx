import { Button } from '@mantine/core';
import {
  type JSX,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchAnswer } from '../../../shared/dispositions.ts';
import { entryQuery } from '../../api/history.ts';
import { queryClient } from '../../api/queries.ts';
import { addressNow, goToAddress, useAddress } from '../../ui/address.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { BulkDialog, type BulkKind } from './bulk-dialog.tsx';
import { BulkNotice } from './bulk-notice.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { Detail } from './detail.tsx';
import { ExportMenu } from './export-menu.tsx';
import { readConditions, stationFilter, withCondition, withoutConditions } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { HistoryCount, HistoryList } from './history-list.tsx';
import classes from './history-screen.module.css';
import { HistoryTable, ROW_HEIGHT } from './history-table.tsx';
import { type ListRow, neighbour } from './list-row.ts';
import { SavedFiltersMenu } from './saved-filters-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useHistory } from './use-history.ts';
import { useHistoryKeys } from './use-history-keys.ts';
import { useSelection } from './use-selection.ts';
import { scrollToShow } from './window.ts';

type Changes = Readonly<Record<string, string | null>>;

/** Where an inspection stands among the rows (-1: nowhere), and which are beside it. */
function placeOf(rows: readonly ListRow[], id: string | null) {
  const index = id === null ? -1 : rows.findIndex((row) => row.id === id);
  const known = id === null ? undefined : queryClient.getQueryData(entryQuery(id).queryKey);
  const seq = rows[index]?.seq ?? known?.seq;
  if (seq === undefined) return { index, older: null, newer: null };
  return { index, older: neighbour(rows, seq, 1), newer: neighbour(rows, seq, -1) };
}

/** All that was ever judged; conditions and the open inspection are in the address. */
export function HistoryScreen(): JSX.Element {
  const { t } = useTranslation('history');
  const { query } = useAddress();
  const id = query.get('id');
  const isWhole = id !== null && query.has('whole');
  const conditions = useMemo(() => readConditions(query), [query]);
  const isFiltered = Object.keys(conditions).length > 0;
  const filter = stationFilter(conditions, new Date());
  const scroller = useRef<HTMLElement>(null);
  const isFree = (): boolean => id === null && (scroller.current?.scrollTop ?? 0) === 0;
  const history = useHistory(filter, isFree);
  const { rows, showFresh } = history;
  const { selection, isEmpty, onPick, pickAll, add } = useSelection(rows, filter);
  const [saying, setSaying] = useState<BulkKind | null>(null);
  const [said, setSaid] = useState<BatchAnswer['added'] | null>(null);
  const picked = useMemo(() => (selection.all ? null : [...selection.picked.keys()]), [selection]);

  const go = (changes: Changes, how: 'push' | 'replace' = 'push'): void => {
    const changed = new URLSearchParams(addressNow().query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) changed.delete(name);
      else changed.set(name, value);
    }
    goToAddress({ path: 'history', query: changed }, how);
  };
  const { index: openIndex, older, newer } = placeOf(rows, id);
  /** Goes on from where the address is: a key that comes before the screen is drawn again counts too. */
  const step = (by: 1 | -1): void => {
    const element = scroller.current;
    if (element === null) return;
    const at = addressNow().query.get('id');
    const place = placeOf(rows, at);
    const topmost = Math.ceil(element.scrollTop / ROW_HEIGHT);
    const index = at === null ? topmost : by === 1 ? place.older : place.newer;
    const row = index === null ? undefined : rows[index];
    if (row !== undefined) go({ id: row.id }, at === null ? 'push' : 'replace');
  };
  /** Picks the open one, and the next one too, to which it goes. */
  const extend = (by: 1 | -1): void => {
    const at = addressNow().query.get('id');
    const { index, older: below, newer: above } = placeOf(rows, at);
    add([index < 0 ? null : index, by === 1 ? below : above]);
    step(by);
  };
  const close = (): void => go(isWhole ? { whole: null } : { id: null });
  const leave = (): void => go({ id: null, whole: null });
  const toggleWhole = (): void => go({ whole: isWhole ? null : 'yes' });

  // The list follows the keys, also those pressed while it was hidden; new rows do not move it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || isWhole || openIndex < 0) return;
    // The head stands over the first row.
    const height = element.clientHeight - ROW_HEIGHT;
    element.scrollTop = scrollToShow(openIndex, element.scrollTop, height, ROW_HEIGHT);
  }, [id, isWhole]);

  // The next one is at hand before one goes there.
  const nextId = older === null ? undefined : rows[older]?.id;
  useEffect(() => {
    if (id !== null && nextId !== undefined) void queryClient.prefetchQuery(entryQuery(nextId));
  }, [id, nextId]);

  useHistoryKeys({
    isOpen: id !== null,
    isEmpty,
    step,
    extend,
    pickAll,
    pickOpen: () => onPick(openIndex, false),
    toggleWhole,
    close,
  });
  const latest = useRef({ showFresh, id });
  useEffect(() => {
    latest.current = { showFresh, id };
  });
  const onTop = useCallback(() => {
    if (latest.current.id === null) latest.current.showFresh();
  }, []);

  return (
    <main className={classes.screen} aria-label={t('title')}>
      <InBar>
        <h1 className={classes.title}>{t('title')}</h1>
        <HistoryCount history={history} />
        <div className={classes.tools}>
          <SavedFiltersMenu
            conditions={new URLSearchParams(conditions).toString()}
            onPick={(saved) => goToAddress({ path: 'history', query: new URLSearchParams(saved) })}
          />
          <ColumnsMenu />
          <ExportMenu what={{ filter }} />
        </div>
      </InBar>
      {!isWhole && (
        <FilterBar
          conditions={conditions}
          onChange={(name, value) =>
            goToAddress({ path: 'history', query: withCondition(query, name, value) })
          }
          onClear={() => goToAddress({ path: 'history', query: withoutConditions(query) })}
        />
      )}
      <div
        className={classes.parts}
        data-open={id !== null || undefined}
        data-whole={isWhole || undefined}
      >
        <div className={classes.list} hidden={isWhole}>
          {history.fresh !== null && (
            <Button
              className={classes.fresh ?? ''}
              data-floating
              size="md"
              onClick={() => {
                showFresh();
                if (scroller.current !== null) scroller.current.scrollTop = 0;
              }}
            >
              {t(history.fresh.more ? 'freshMore' : 'fresh', { count: history.fresh.count })}
            </Button>
          )}
          <HistoryList
            history={history}
            isFiltered={isFiltered}
            onClear={() => goToAddress({ path: 'history', query: withoutConditions(query) })}
          >
            <HistoryTable
              // Other conditions are another list, which begins at its top.
              key={filter}
              history={history}
              scroller={scroller}
              query={query}
              currentId={id}
              onTop={onTop}
              selection={selection}
              onPick={onPick}
              onPickAll={pickAll}
            />
          </HistoryList>
          {said !== null && (
            <BulkNotice key={said[0]?.dispositionId} added={said} onClose={() => setSaid(null)} />
          )}
          {!isEmpty && (
            <SelectionBar
              selection={selection}
              count={history.count}
              filter={filter}
              onAll={() => pickAll(true)}
              onClear={() => pickAll(false)}
              onSay={setSaying}
            />
          )}
        </div>
        {id !== null && (
          <Detail
            id={id}
            isWhole={isWhole}
            canStep={{ older: older !== null, newer: newer !== null }}
            onStep={step}
            onWhole={toggleWhole}
            onClose={leave}
          />
        )}
      </div>
      {saying !== null && (
        <BulkDialog
          kind={saying}
          picked={picked}
          filter={filter}
          onClose={(added) => {
            setSaying(null);
            if (added.length > 0) setSaid(added);
          }}
        />
      )}
    </main>
  );
}
