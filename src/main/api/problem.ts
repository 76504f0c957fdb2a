import type { Context } from 'hono';
import type { Problem } from '../../shared/api.ts';
import { ERROR_STATUS, type ErrorCode, PitchlineError } from '../../shared/errors.ts';

/** Any failure as RFC 9457 problem details; what was not expected is logged and says no more than it must. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PitchlineError) return problem(error.code, error.message);
  return problem('INTERNAL', 'Something went wrong inside the station; its log says what.');
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
