import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Session, SessionSchema } from '../../shared/people.ts';
import type { Right } from '../../shared/rights.ts';
import { withBody } from './ask.ts';
import { ask, queryClient, SESSION_KEY } from './queries.ts';
import { askToSignIn, closeSignIn } from './sign-in.ts';

const fetchSession = (signal: AbortSignal | null = null): Promise<Session> =>
  ask('session', SessionSchema, { signal });

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: async ({ signal }) => {
    const now = await fetchSession(signal);
    const before = queryClient.getQueryData<Session>(SESSION_KEY);
    if (now.person !== null || before === undefined || before.person === null) return now;
    // The session ended behind the page's back. Fields that lock at once would lose what was typed:
    // all stays as it was until somebody has signed in again, or says that they will not.
    askToSignIn('ended');
    return before;
  },
  networkMode: 'always',
});

/** Whether the person at the page may do something; null until the station has said. */
export function useRight(right: Right): boolean | null {
  const { data } = useQuery(sessionQuery);
  return data === undefined ? null : data.rights.includes(right);
}

export async function signIn(name: string, secret: string): Promise<void> {
  take(await ask('session', SessionSchema, withBody('POST', { name, secret })));
}

export async function signOut(): Promise<void> {
  take(await ask('session', SessionSchema, { method: 'DELETE' }));
}

/** It ends the person's sessions: they sign in with the new one. */
export async function changeSecret(secret: string, newSecret: string): Promise<void> {
  take(await ask('session/secret', SessionSchema, withBody('PUT', { secret, newSecret })));
}

/** Goes on without signing in, with what is allowed then. */
export async function goOnUnsigned(): Promise<void> {
  take(await fetchSession());
}

/** What was shown to one person is asked for again: the next may see more or less of it. */
function take(session: Session): void {
  queryClient.setQueryData(SESSION_KEY, session);
  closeSignIn();
  queryClient.removeQueries({ type: 'inactive', predicate: isPersonal });
  void queryClient.invalidateQueries({ predicate: isPersonal });
}

function isPersonal({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== SESSION_KEY[0];
}
