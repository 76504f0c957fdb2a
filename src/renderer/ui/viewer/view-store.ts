import { useSyncExternalStore } from 'react';
import { type View, WHOLE } from './view.ts';

/** One view that several viewers can share; outside React, because it changes with every frame of a drag. */
export interface ViewStore {
  get(): View;
  set(view: View): void;
  subscribe(listener: () => void): () => void;
}

export function createViewStore(): ViewStore {
  let view = WHOLE;
  const listeners = new Set<() => void>();
  return {
    get: () => view,
    set(next) {
      if (next.x === view.x && next.y === view.y && next.zoom === view.zoom) return;
      view = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useView(store: ViewStore): View {
  return useSyncExternalStore(store.subscribe, store.get);
}
