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
import { entryQuery } from '../../api/history.ts';
import { toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/queries.ts';
import { goToAddress, useAddress } from '../../ui/address.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { useKeys } from '../../ui/keys/key-provider.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { BulkDialog, type BulkKind } from './bulk-dialog.tsx';
import { Detail } from './detail.tsx';
import { readConditions, stationFilter, withCondition, withoutConditions } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import classes from './history-screen.module.css';
import { HistoryTable, ROW_HEIGHT } from './history-table.tsx';
import { neighbour } from './list-row.ts';
import { SelectionBar } from './selection-bar.tsx';
import { type History, useHistory } from './use-history.ts';
import { useSelection } from './use-selection.ts';
import { scrollToShow } from './window.ts';

type Changes = Readonly<Record<string, string | null>>;

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
  const picked = useMemo(() => (selection.all ? null : [...selection.picked.keys()]), [selection]);

  const go = (changes: Changes, how: 'push' | 'replace' = 'push'): void => {
    const changed = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) changed.delete(name);
      else changed.set(name, value);
    }
    goToAddress({ path: 'history', query: changed }, how);
  };
  const openIndex = id === null ? -1 : rows.findIndex((row) => row.id === id);
  const known = id === null ? undefined : queryClient.getQueryData(entryQuery(id).queryKey);
  const seq = rows[openIndex]?.seq ?? known?.seq;
  const older = seq === undefined ? null : neighbour(rows, seq, 1);
  const newer = seq === undefined ? null : neighbour(rows, seq, -1);
  const step = (by: 1 | -1): void => {
    const element = scroller.current;
    if (element === null) return;
    const topmost = Math.ceil(element.scrollTop / ROW_HEIGHT);
    const index = id === null ? topmost : by === 1 ? older : newer;
    const row = index === null ? undefined : rows[index];
    if (index === null || row === undefined) return;
    go({ id: row.id }, id === null ? 'push' : 'replace');
  };
  /** Picks the open one, and with `by` the next one too, to which it goes. */
  const extend = (by: 1 | -1): void => {
    add([openIndex < 0 ? null : openIndex, id === null ? null : by === 1 ? older : newer]);
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

  const group = 'screen';
  useKeys([
    { chords: ['J', 'ArrowDown'], group, label: t('older'), run: () => step(1) },
    { chords: ['K', 'ArrowUp'], group, label: t('newer'), run: () => step(-1) },
    { chords: ['Shift+J'], group, label: t('extendOlder'), run: () => extend(1) },
    { chords: ['Shift+K'], group, label: t('extendNewer'), run: () => extend(-1) },
    { chords: ['Ctrl+A'], group, label: t('pickAll'), run: () => pickAll(true) },
    ...(id === null
      ? isEmpty
        ? []
        : [
            {
              chords: ['Escape'],
              group,
              label: t('bulk.clear'),
              run: () => pickAll(false),
            } as const,
          ]
      : [
          {
            chords: ['X'],
            group,
            label: t('pickOpen'),
            run: () => onPick(openIndex, false),
          } as const,
          { chords: ['Enter'], group, label: t('whole'), run: toggleWhole } as const,
          { chords: ['Escape'], group, label: t('close'), run: close } as const,
        ]),
  ]);
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
        <Count history={history} />
      </InBar>
      {!isWhole && (
        <FilterBar
          conditions={conditions}
          onChange={(name, value) =>
            goToAddress({ path: 'history', query: withCondition(query, name, value) })
          }
          onClear={() => goToAddress({ path: 'history', query: withoutConditions(query) })}
          filter={filter}
          onPick={(saved) => goToAddress({ path: 'history', query: new URLSearchParams(saved) })}
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
              size="md"
              onClick={() => {
                showFresh();
                if (scroller.current !== null) scroller.current.scrollTop = 0;
              }}
            >
              {t(history.fresh.more ? 'freshMore' : 'fresh', { count: history.fresh.count })}
            </Button>
          )}
          <List
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
          </List>
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
        <BulkDialog kind={saying} picked={picked} filter={filter} onClose={() => setSaying(null)} />
      )}
    </main>
  );
}

function Count({ history: { count } }: { readonly history: History }): JSX.Element {
  const { t } = useTranslation('history');
  const formats = useFormats();
  return (
    <p className={classes.count} role="status">
      {count !== null &&
        t(count.more ? 'countMore' : 'count', {
          count: count.count,
          number: formats.count(count.count),
        })}
    </p>
  );
}

/** The table, or in words why there is none. */
function List(props: {
  readonly history: History;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  const { history, isFiltered, onClear, children } = props;
  const { t } = useTranslation('history');
  if (history.rows.length > 0) return children;
  if (history.error !== null) {
    return (
      <div className={classes.empty}>
        <ProblemNote title={t('failed')} problem={toProblem(history.error)}>
          <Button variant="default" size="md" onClick={history.retry}>
            {t('retry')}
          </Button>
        </ProblemNote>
      </div>
    );
  }
  if (history.isLoading) {
    return (
      <p className={classes.empty} role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <div className={classes.empty}>
      <p>{isFiltered ? t('noneMatches') : t('noneYet')}</p>
      {isFiltered && (
        <Button variant="default" size="md" onClick={onClear}>
          {t('filter.clearAll')}
        </Button>
      )}
    </div>
  );
}
