import type { ZodType } from 'zod';
import { ProblemSchema } from '../../shared/api.ts';
import { type ProblemCode, RequestError } from './problem.ts';

/**
 * Asks the station and checks its answer.
 *
 * @param path behind `/api/v1/`
 * @throws RequestError; AbortError when broken off
 */
export type Ask = <Answer>(
  path: string,
  schema: ZodType<Answer>,
  init?: RequestInit,
) => Promise<Answer>;

/** Told of every refusal, with the method of the request. */
export type OnRefused = (code: ProblemCode, method: string) => void;

/**
 * @param request `fetch`, or what a test puts in its place
 * @param onLost told whenever nobody answers
 */
export function createAsk(
  request: typeof fetch,
  onLost: () => void = () => undefined,
  onRefused: OnRefused = () => undefined,
): Ask {
  return async (path, schema, init = {}) => {
    const response = await send(request, `/api/v1/${path}`, init, onLost);
    if (!response.ok) {
      const refused = await refusal(response);
      onRefused(refused.problem.code, init.method ?? 'GET');
      throw refused;
    }
    const parsed = schema.safeParse(response.status === 204 ? undefined : await json(response));
    if (!parsed.success) throw unreadable(response, parsed.error);
    return parsed.data;
  };
}

/** A request with a JSON body. */
export function withBody(method: 'POST' | 'PATCH' | 'PUT', body: unknown): RequestInit {
  return {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
}

async function send(
  request: typeof fetch,
  path: string,
  init: RequestInit,
  onLost: () => void,
): Promise<Response> {
  try {
    return await request(path, init);
  } catch (cause) {
    // fetch answers a TypeError when nobody listens; everything else (AbortError) is not ours.
    if (!(cause instanceof TypeError)) throw cause;
    onLost();
    throw new RequestError(
      {
        code: 'STATION_LOST',
        message: 'No connection to the station.',
      },
      { cause },
    );
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) throw unreadable(response, cause);
    throw cause;
  }
}

/** What the station says against a request. */
export async function refusal(response: Response): Promise<RequestError> {
  const parsed = ProblemSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return unreadable(response, parsed.error);
  return new RequestError({ code: parsed.data.code, message: parsed.data.detail });
}

function unreadable(response: Response, cause: unknown): RequestError {
  return new RequestError(
    {
      code: 'ANSWER_UNREADABLE',
      message: `Status ${response.status}, body not as expected.`,
    },
    { cause },
  );
}
