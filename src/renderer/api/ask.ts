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

/**
 * Asks the station for what is no JSON document.
 *
 * @param path behind `/api/v1/`
 * @returns an answer that is no refusal
 * @throws RequestError; AbortError when broken off
 */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** Told of every refusal, with the method of the request. */
export type OnRefused = (code: ProblemCode, method: string) => void;

/**
 * @param request `fetch`, or what a test puts in its place
 * @param onLost told whenever nobody answers
 */
export function createSend(
  request: typeof fetch,
  onLost: () => void = () => undefined,
  onRefused: OnRefused = () => undefined,
): Send {
  return async (path, init = {}) => {
    const response = await request(`/api/v1/${path}`, init).catch((cause: unknown) => {
      // fetch answers a TypeError when nobody listens; everything else (AbortError) is not ours.
      if (!(cause instanceof TypeError)) throw cause;
      onLost();
      throw stationLost(cause);
    });
    if (response.ok) return response;
    const refused = refusal(response.status, await response.json().catch(() => null));
    onRefused(refused.problem.code, init.method ?? 'GET');
    throw refused;
  };
}

export function createAsk(...how: Parameters<typeof createSend>): Ask {
  const send = createSend(...how);
  return async (path, schema, init) => {
    const response = await send(path, init);
    const parsed = schema.safeParse(response.status === 204 ? undefined : await json(response));
    if (!parsed.success) throw unreadable(response.status, parsed.error);
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

/** What the station says against a request. */
export function refusal(status: number, body: unknown): RequestError {
  const parsed = ProblemSchema.safeParse(body);
  if (!parsed.success) return unreadable(status, parsed.error);
  return new RequestError({ code: parsed.data.code, message: parsed.data.detail });
}

export function stationLost(cause?: unknown): RequestError {
  return new RequestError(
    { code: 'STATION_LOST', message: 'No connection to the station.' },
    { cause },
  );
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) throw unreadable(response.status, cause);
    throw cause;
  }
}

function unreadable(status: number, cause: unknown): RequestError {
  return new RequestError(
    { code: 'ANSWER_UNREADABLE', message: `Status ${status}, body not as expected.` },
    { cause },
  );
}
