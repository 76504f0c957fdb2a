import { useMemo, useSyncExternalStore } from 'react';
import { type Address, addressOf, parseAddress } from './address-text.ts';

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
