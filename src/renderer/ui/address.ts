import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type Address, addressOf, parseAddress } from './address-text.ts';

/** Whether the screen on show lets one go there now; it may ask first and go there itself later. */
type LeaveGuard = (to: Address) => boolean;

/** What the screens see: the address bar's, once nobody objects to it. */
let shown: string | null = null;
let guard: LeaveGuard | null = null;
const listeners = new Set<() => void>();

function onHashChange(): void {
  const { hash } = window.location;
  if (hash === shown) return;
  if (guard !== null && shown !== null && !guard(parseAddress(hash))) {
    window.history.replaceState(null, '', shown === '' ? '#' : shown);
    return;
  }
  shown = hash;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('hashchange', onHashChange);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('hashchange', onHashChange);
  };
}

function shownHash(): string {
  shown ??= window.location.hash;
  return shown;
}

export function useAddress(): Address {
  const hash = useSyncExternalStore(subscribe, shownHash);
  return useMemo(() => parseAddress(hash), [hash]);
}

/** What the address bar says at this moment, which the screens may be yet to draw. */
export function addressNow(): Address {
  return parseAddress(window.location.hash);
}

/** Asks before one leaves, however one leaves, while the calling component is shown; null asks nobody. */
export function useLeaveGuard(latest: LeaveGuard | null): void {
  useEffect(() => {
    guard = latest;
    return () => {
      guard = null;
    };
  }, [latest]);
}

/** @param how `replace` where going back to what is left would only bore, as in going down a list */
export function goToAddress(address: Address, how: 'push' | 'replace' = 'push'): void {
  const hash = addressOf(address);
  if (how === 'push') window.location.hash = hash;
  else window.location.replace(hash);
}
