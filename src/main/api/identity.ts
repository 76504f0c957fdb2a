import type { Actor } from '../../shared/log.ts';
import type { Person } from '../../shared/people.ts';
import type { Standing } from '../../shared/rights.ts';

/** Who is asking. */
export interface Caller extends Standing {
  readonly person: Person | null;
  readonly via: 'page' | 'api';
  /** Network address; null where the question comes from this process (the desktop). */
  readonly address: string | null;
  /** Of the session that was used; null without one. */
  readonly sessionToken: string | null;
}

/** As the log names who did something. */
export function actorOf({ person, setup, via }: Caller): Actor {
  if (person !== null) return { personId: person.id, name: person.name, via };
  return { personId: null, name: setup ? 'setup' : 'operator', via };
}

declare module 'hono' {
  interface ContextVariableMap {
    readonly caller: Caller;
  }
}
