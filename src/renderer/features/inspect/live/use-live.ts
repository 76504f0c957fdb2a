import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useStationEvents } from '../../../api/events.ts';
import { entryQuery } from '../../../api/history.ts';
import { recentQuery } from '../../../api/live.ts';
import { queryClient } from '../../../api/queries.ts';
import {
  EMPTY_LIVE,
  KEPT,
  type LiveState,
  withDisposition,
  withHeld,
  withRecorded,
  withRows,
} from './live-state.ts';

export interface Live {
  readonly state: LiveState;
  /** False until the station has said what there is. */
  readonly isKnown: boolean;
  hold(id: string | null): void;
}

/** What the watched folders bring, as it comes. */
export function useLive(): Live {
  const [state, setState] = useState(EMPTY_LIVE);
  const recent = useQuery(recentQuery(KEPT));

  useStationEvents((event) => {
    if (event.kind === 'inspection.recorded' && event.source === 'folder') {
      setState((before) => withRecorded(before, event));
    } else if (event.kind === 'disposition.added') {
      const { inspectionId: id, effective, disposition } = event;
      setState((before) => withDisposition(before, { id, effective, disposition }));
      void queryClient.invalidateQueries({ queryKey: entryQuery(id).queryKey });
    } else if (event.kind === 'ready') {
      // Between the page that was asked for and the connection something may have come.
      void recent.refetch();
    }
  });

  const rows = recent.data?.rows;
  useEffect(() => {
    if (rows !== undefined) setState((before) => withRows(before, rows));
  }, [rows]);

  return {
    state,
    isKnown: recent.isSuccess || state.pictures.length > 0,
    hold: useCallback((id) => setState((before) => withHeld(before, id)), []),
  };
}
