import { OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import { ProblemSchema } from '../../shared/api.ts';
import { PitchlineError } from '../../shared/errors.ts';

/** A set of routes whose requests are checked against their schemas and refused in words. */
export function newRoutes(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const what = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw new PitchlineError('BAD_REQUEST', `The request is not understood: ${what.join('; ')}.`);
    },
  });
}

/** A JSON answer of a route. */
export function json<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
): { description: string; content: { 'application/json': { schema: Schema } } } {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body of a request, checked before the route sees it. */
export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
): { required: true; content: { 'application/json': { schema: Schema } } } {
  return { required: true, content: { 'application/json': { schema } } };
}

const MEANING: Readonly<Record<number, string>> = {
  400: 'The request is wrong',
  401: 'Nobody is signed in, or it failed',
  403: 'The role does not allow it',
  404: 'Not found',
  409: 'It cannot be done now',
  413: 'Too large',
  422: 'It was understood and cannot be used',
  429: 'Too many tries',
  503: 'The station cannot do it now',
};

type ProblemAnswer = {
  description: string;
  content: { 'application/problem+json': { schema: typeof ProblemSchema } };
};

/** The problem details (RFC 9457) that a route may answer. */
export function problems<Status extends number>(
  ...statuses: readonly Status[]
): Record<Status, ProblemAnswer> {
  const entries = statuses.map((status) => [
    status,
    {
      description: MEANING[status] ?? 'Problem',
      content: { 'application/problem+json': { schema: ProblemSchema } },
    },
  ]);
  return Object.fromEntries(entries) as Record<Status, ProblemAnswer>;
}

/** A picture as a request's body; documented only: it is read as a stream, not validated as a schema. */
export const PICTURE_BODY = {
  required: false,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object' as const,
        properties: { file: { type: 'string' as const, format: 'binary' } },
      },
    },
    'image/*': { schema: { type: 'string' as const, format: 'binary' } },
  },
};
