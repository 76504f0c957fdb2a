import { Button, Loader } from '@mantine/core';
import { type JSX, type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { addressOf } from '../../ui/address-text.ts';
import { usePreferences } from '../../ui/preferences.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { shownColumns } from './columns.ts';
import { HistoryRow } from './history-row.tsx';
import classes from './history-table.module.css';
import { isPicked, type Selection } from './selection.ts';
import type { History } from './use-history.ts';
import { type RowWindow, rowWindow } from './window.ts';

/** As in the style sheet. */
export const ROW_HEIGHT = 56;
/** So many rows before the end the next ones are fetched. */
const AHEAD = 60;
export interface HistoryTableProps {
  readonly history: History;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly query: URLSearchParams;
  readonly currentId: string | null;
  readonly onTop: () => void;
  readonly selection: Selection;
  readonly onPick: (index: number, range: boolean) => void;
  readonly onPickAll: (on: boolean) => void;
}

/** Only the rows in sight exist; two empty blocks stand for the rest. */
export function HistoryTable(props: HistoryTableProps): JSX.Element {
  const { history, scroller, query, currentId, onTop, selection, onPick, onPickAll } = props;
  const [{ historyHidden, historyOrder }] = usePreferences();
  const columns = useMemo(
    () => shownColumns(historyHidden, historyOrder),
    [historyHidden, historyOrder],
  );
  const { rows, hasMore, loadMore } = history;
  const { t } = useTranslation('history');
  const { first, last } = useRowWindow(scroller, rows.length, onTop);
  useEffect(() => {
    if (hasMore && last + AHEAD > rows.length) loadMore();
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key
    <section ref={scroller} className={classes.scroll} tabIndex={0} aria-label={t('list')}>
      <Gap height={first * ROW_HEIGHT} />
      <table className={classes.table} aria-rowcount={hasMore ? -1 : rows.length + 1}>
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr className={classes.head} aria-rowindex={1}>
            <th scope="col" className={classes.pick}>
              <label>
                <input
                  type="checkbox"
                  aria-label={t('pickAll')}
                  checked={selection.all}
                  onChange={(event) => onPickAll(event.currentTarget.checked)}
                />
              </label>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={classes[column]}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(first, last).map((row, place) => (
            <HistoryRow
              key={row.id}
              row={row}
              index={first + place}
              href={hrefOf(query, row.id, row.id === currentId)}
              isCurrent={row.id === currentId}
              isPicked={isPicked(selection, row.id)}
              columns={columns}
              onPick={onPick}
            />
          ))}
        </tbody>
      </table>
      <Gap height={(rows.length - last) * ROW_HEIGHT} />
      {history.error !== null && rows.length > 0 && (
        <ProblemNote title={t('failed')} problem={toProblem(history.error)}>
          <Button variant="default" size="md" onClick={history.retry}>
            {t('retry')}
          </Button>
        </ProblemNote>
      )}
      {hasMore && history.error === null && (
        <p className={classes.more} role="status">
          <Loader size="sm" aria-hidden="true" /> {t('loadingMore')}
        </p>
      )}
    </section>
  );
}

/** A second press on the one that is open shows it whole. */
function hrefOf(query: URLSearchParams, id: string, isOpen: boolean): string {
  const target = new URLSearchParams(query);
  target.set('id', id);
  if (isOpen) target.set('whole', 'yes');
  return addressOf({ path: 'history', query: target });
}

function Gap({ height }: { readonly height: number }): JSX.Element {
  return <div style={{ height }} />;
}

function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  total: number,
  onTop: () => void,
): RowWindow {
  const [place, setPlace] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => {
      // By whole rows, so that most frames of a scroll draw nothing anew.
      const top = Math.floor(element.scrollTop / ROW_HEIGHT) * ROW_HEIGHT;
      const height = element.clientHeight;
      setPlace((before) =>
        before.top === top && before.height === height ? before : { top, height },
      );
      if (element.scrollTop === 0) onTop();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller, onTop]);
  return rowWindow(place.top, place.height + ROW_HEIGHT, ROW_HEIGHT, total);
}
