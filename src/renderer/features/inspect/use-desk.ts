import { useSyncExternalStore } from 'react';
import { queryClient, stationClient } from '../../api/queries.ts';
import { createDesk } from './desk.ts';
import type { DeskState } from './desk-state.ts';

/** One desk a page: what is open stays open while one looks at another screen. */
export const desk = createDesk(stationClient, queryClient);

export function useDesk(): DeskState {
  return useSyncExternalStore(desk.subscribe, desk.getState);
}
