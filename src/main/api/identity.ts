import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { PitchlineError } from '../../shared/errors.ts';
import type { Actor } from '../../shared/log.ts';
import type { Person } from '../../shared/people.ts';
import type { Standing } from '../../shared/rights.ts';
import type { PeopleParts } from '../people/create-people.ts';

/** Who is asking. */
export interface Caller extends Standing {
  readonly person: Person | null;
  readonly via: 'page' | 'api';
  /** Network address; null where the question comes from this process (the desktop). */
  readonly address: string | null;
  /** Of the session that was used; null without one. */
  readonly sessionToken: string | null;
}

/** What the host knows of the other end and the request itself does not say. */
export interface Peer {
  /** Network address; null for a request from this process. */
  readonly address: string | null;
  /** Where the host keeps cookies for the page, because its scheme has none. */
  readonly sessionToken?: string | undefined;
}

declare module 'hono' {
  interface ContextVariableMap {
    readonly caller: Caller;
  }
}

export const SESSION_COOKIE = 'pitchline_session';
/** Sent by the page with what it fetches by itself, which does not keep a session alive. */
const BACKGROUND_HEADER = 'pitchline-background';

type Parts = Pick<PeopleParts, 'people' | 'sessions' | 'settings'>;

/** Finds out who is asking, before any route. */
export function identify(parts: Parts): MiddlewareHandler {
  return async (context, next) => {
    context.set('caller', callerOf(context, parts));
    await next();
  };
}

/** As the log names who did something. */
export function actorOf({ person, setup, via }: Caller): Actor {
  if (person !== null) return { personId: person.id, name: person.name, via };
  return { personId: null, name: setup ? 'setup' : 'operator', via };
}

/** @throws PitchlineError SIGN_IN_NEEDED for a bearer token that is none: a script wants to know */
function callerOf(context: Context, { people, sessions, settings }: Parts): Caller {
  const peer = context.env as Partial<Peer> | undefined;
  const address = peer?.address ?? null;
  const bearer = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const token = bearer ?? peer?.sessionToken ?? getCookie(context, SESSION_COOKIE) ?? null;
  const touch = context.req.header(BACKGROUND_HEADER) === undefined;
  const session = token === null ? null : sessions.find(token, touch);
  if (session === null && bearer !== undefined) {
    throw new PitchlineError(
      'SIGN_IN_NEEDED',
      'This token is none, or its session has ended. Sign in again with POST /api/v1/session.',
    );
  }
  const setup = isLocal(address) && people.setupNeeded;
  const person = session === null ? null : people.find(session.personId);
  return {
    person,
    role: person?.role ?? roleOfNobody(setup, settings.current.signInNeeded),
    signedIn: person !== null,
    setup,
    via: session?.via ?? (isPage(context) ? 'page' : 'api'),
    address,
    sessionToken: session === null ? null : token,
  };
}

/** Whose rights somebody has who is not signed in. */
export function roleOfNobody(setup: boolean, signInNeeded: boolean): Caller['role'] {
  if (setup) return 'administrator';
  return signInNeeded ? null : 'operator';
}

/** Browsers say where a request comes from; the desktop's page has a scheme of its own. */
function isPage({ req }: Context): boolean {
  return req.header('sec-fetch-site') !== undefined || !req.url.startsWith('http');
}

/** Does somebody at this very machine ask? */
export function isLocal(address: string | null): boolean {
  if (address === null || address === '::1') return true;
  const plain = address.replace(/^::ffff:/i, '');
  return isIP(plain) === 4 && plain.startsWith('127.');
}
