import { useMemo, useSyncExternalStore } from 'react';

/**
 * Addresses are `#/screen?name=value`: the part behind # never reaches the station, so that the same
 * page works under http and under the desktop's own scheme, and back and links work in both.
 */
export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
}

export function parseAddress(hash: string): Address {
  const [path = '', ...query] = hash.replace(/^#\/?/, '').split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

export function addressOf({ path, query }: Address): string {
  const text = query.toString();
  return `#/${path}${text === '' ? '' : `?${text}`}`;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useAddress(): Address {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseAddress(hash), [hash]);
}

/** @param how `replace` where going back to what is left would only bore, as in going down a list */
export function goToAddress(address: Address, how: 'push' | 'replace' = 'push'): void {
  const hash = addressOf(address);
  if (how === 'push') window.location.hash = hash;
  else window.location.replace(hash);
}
