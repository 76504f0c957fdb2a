import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Problem } from '../../shared/api.ts';
import { ERROR_STATUS, type ErrorCode, PitchlineError } from '../../shared/errors.ts';

/** Any failure as RFC 9457 problem details; what was not expected is logged and says no more than it must. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PitchlineError) return problem(error.code, error.message);
  return problem('INTERNAL', 'Something went wrong inside the station; its log says what.');
}

/** What the router itself refuses, a body that is no JSON for one, as one of the station's own failures. */
export function inOurWords(error: unknown): unknown {
  if (!(error instanceof HTTPException) || error.status >= 500) return error;
  return new PitchlineError(
    'BAD_REQUEST',
    `The request is not understood: ${error.message}. /docs says what this address takes.`,
    { cause: error },
  );
}

export function problem(code: ErrorCode, detail: string): Problem {
  const status = ERROR_STATUS[code];
  return { type: `urn:pitchline:error:${code}`, title: titleOf(code), status, detail, code };
}

export function problemResponse(error: unknown): Response {
  const body = problemOf(error);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** PICTURE_TRUNCATED -> "Picture truncated" */
function titleOf(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function notFound(context: Context): Response {
  return problemResponse(
    new PitchlineError(
      'NOT_FOUND',
      `There is nothing at ${context.req.path}. /docs lists what is.`,
    ),
  );
}
