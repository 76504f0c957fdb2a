import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { PitchlineError } from '../../../shared/errors.ts';
import { SecretSchema, type Session, SessionSchema, SignInSchema } from '../../../shared/people.ts';
import { rightsOf } from '../../../shared/rights.ts';
import { actorOf, type Caller, roleOfNobody, SESSION_COOKIE } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const getSession = createRoute({
  ...needs('open'),
  method: 'get',
  path: '/api/v1/session',
  summary: 'Who is asking, and what they may do',
  responses: { 200: json(SessionSchema, 'The session, or nobody') },
});

const signIn = createRoute({
  ...needs('open'),
  method: 'post',
  path: '/api/v1/session',
  summary: 'Sign in',
  description:
    'The session comes as a cookie that no script can read; with `token: true` as a token for `Authorization: Bearer` instead.',
  request: { body: jsonBody(SignInSchema) },
  responses: { 200: json(SessionSchema, 'Signed in'), ...problems(400, 401, 429) },
});

const signOut = createRoute({
  ...needs('open'),
  method: 'delete',
  path: '/api/v1/session',
  summary: 'Sign out',
  responses: { 200: json(SessionSchema, 'Nobody is signed in') },
});

const changeSecret = createRoute({
  ...needs('look'),
  method: 'put',
  path: '/api/v1/session/secret',
  summary: 'Change your own PIN or password; it ends your sessions',
  request: {
    body: jsonBody(z.strictObject({ secret: SecretSchema, newSecret: SecretSchema })),
  },
  responses: { 200: json(SessionSchema, 'It is changed'), ...problems(400, 401, 422, 429) },
});

export function sessionRoutes(services: Services): OpenAPIHono {
  const { people, sessions, settings, signIn: gate } = services;
  const routes = newRoutes();
  routes.openapi(getSession, (context) =>
    context.json(sessionOf(services, context.var.caller), 200),
  );
  routes.openapi(signIn, async (context) => {
    const { name, secret, token: asToken } = context.req.valid('json');
    const { caller } = context.var;
    const via = asToken ? 'api' : 'page';
    const attempt = { name, secret, via, address: caller.address } as const;
    const { person, token } = await gate.signIn(attempt);
    // One who signs in over another's session takes its place.
    if (!asToken && caller.sessionToken !== null) sessions.end(caller.sessionToken);
    if (!asToken) {
      // Not `Secure`: stations speak plain HTTP on a machine or a plant network.
      setCookie(context, SESSION_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Strict' });
    }
    const now = { ...caller, person, role: person.role, signedIn: true, setup: false };
    return context.json({ ...sessionOf(services, now), ...(asToken ? { token } : {}) }, 200);
  });
  routes.openapi(signOut, (context) => {
    const { caller } = context.var;
    if (caller.sessionToken !== null) gate.signOut(caller.sessionToken, actorOf(caller));
    return context.json(signedOut(context, services), 200);
  });
  routes.openapi(changeSecret, async (context) => {
    const { secret, newSecret } = context.req.valid('json');
    const { person, via, address } = context.var.caller;
    if (person === null) throw new PitchlineError('SIGN_IN_NEEDED', 'Sign in first.');
    await gate.check({ name: person.name, secret, via, address });
    await people.change(person.id, { secret: newSecret }, actorOf(context.var.caller));
    return context.json(signedOut(context, services), 200);
  });

  /** The caller's session is over: what they are without it. */
  function signedOut(context: Context, parts: Services): Session {
    deleteCookie(context, SESSION_COOKIE, { path: '/' });
    const { caller } = context.var;
    const role = roleOfNobody(caller.setup, settings.current.signInNeeded);
    return sessionOf(parts, { ...caller, person: null, role, signedIn: false });
  }
  return routes;
}

function sessionOf({ people, settings }: Services, caller: Caller): Session {
  const { signInNeeded, sessionMinutes } = settings.current;
  return {
    person: caller.person,
    role: caller.role,
    rights: [...rightsOf(caller)],
    signInNeeded,
    setupNeeded: people.setupNeeded,
    idleMinutes: caller.person === null ? null : sessionMinutes,
  };
}
