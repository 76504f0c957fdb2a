import { useSyncExternalStore } from 'react';

const KEY = 'pitchline.kiosk';
const listeners = new Set<() => void>();
/** Where storage is forbidden the mode lasts as long as the page. */
let withoutStorage = false;

/** Is this page in kiosk mode? It survives a reload, and holds in every tab of this browser. */
function isOn(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return withoutStorage;
  }
}

export function setKiosk(on: boolean): void {
  withoutStorage = on;
  try {
    if (on) localStorage.setItem(KEY, 'on');
    else localStorage.removeItem(KEY);
  } catch {
    // See above.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export function useKiosk(): boolean {
  return useSyncExternalStore(subscribe, isOn);
}
