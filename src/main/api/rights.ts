import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { PitchlineError } from '../../shared/errors.ts';
import { RIGHTS, type Right, ruling } from '../../shared/rights.ts';
import type { Caller } from './identity.ts';

/** `open` is for what must work before anybody has signed in. */
export type Access = Right | 'open';

/**
 * What a route wants of its caller, spread into its `createRoute`: refuses everybody else before
 * anything of the request is read, and says so in the API's description.
 */
export function needs(access: Access): {
  readonly 'x-right': Access;
  readonly middleware: MiddlewareHandler;
} {
  return {
    'x-right': access,
    middleware: async (context, next) => {
      if (access !== 'open') requireRight(context.get('caller'), access);
      await next();
    },
  };
}

/** @throws PitchlineError SIGN_IN_NEEDED, NOT_ALLOWED */
export function requireRight(caller: Caller, right: Right): void {
  const { meaning, roles } = RIGHTS[right];
  switch (ruling(right, caller)) {
    case 'allowed':
      return;
    case 'sign-in-needed':
      throw new PitchlineError('SIGN_IN_NEEDED', `Sign in first. This is needed to: ${meaning}.`);
    case 'forbidden':
      throw new PitchlineError(
        'NOT_ALLOWED',
        `${caller.person?.name ?? 'Nobody signed in'} may not do this (${meaning}). It takes the role ${roles.join(' or ')}.`,
      );
  }
}

/** Refuses to begin with a route that forgot to say what it wants: it would be open to everybody. */
export function requireDeclaredRights(app: OpenAPIHono): void {
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route' || definition.route['x-right'] !== undefined) continue;
    const { method, path } = definition.route;
    throw new Error(
      `${method.toUpperCase()} ${path} names no right: spread needs(…) of src/main/api/rights.ts into its createRoute.`,
    );
  }
}
