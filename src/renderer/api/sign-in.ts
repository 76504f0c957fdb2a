import { useSyncExternalStore } from 'react';

/** Why the page asks who is there: a session ended, something wants a name, or somebody wishes to. */
export type SignInReason = 'ended' | 'needed' | 'chosen';

let reason: SignInReason | null = null;
const listeners = new Set<() => void>();

function tell(next: SignInReason | null): void {
  if (reason === next) return;
  reason = next;
  for (const listener of listeners) listener();
}

/** Opens the dialog, over whatever is shown: what was typed there stays. */
export function askToSignIn(why: SignInReason): void {
  if (reason === null) tell(why);
}

export function closeSignIn(): void {
  tell(null);
}

export function useSignInReason(): SignInReason | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => reason,
  );
}
