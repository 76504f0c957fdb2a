import { useSyncExternalStore } from 'react';

/**
 * Addresses are `#/screen`: the part behind # never reaches the station, so that the same page works
 * under http and under the desktop's own scheme, and back and links work in both.
 */
export function useRoute(): string {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => window.location.hash.replace(/^#\/?/, ''),
  );
}

export function goTo(path: string): void {
  window.location.hash = `/${path}`;
}
