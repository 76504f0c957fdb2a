import type { ZodType } from 'zod';
import { ProblemSchema } from '../../shared/api.ts';
import { RequestError } from './problem.ts';

/**
 * The lines of an answer that comes bit by bit, each checked. Ending the loop ends the request.
 *
 * @param path behind `/api/v1/`
 * @throws RequestError; AbortError when broken off
 */
export async function* jsonLinesOf<Line>(
  path: string,
  schema: ZodType<Line>,
  init: RequestInit,
): AsyncGenerator<Line> {
  const response = await fetch(`/api/v1/${path}`, init).catch((cause: unknown) => {
    throw cause instanceof TypeError ? lost(cause) : cause;
  });
  if (!response.ok || response.body === null) throw await refusal(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw cause instanceof TypeError ? lost(cause) : cause;
      });
      if (done) break;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield schema.parse(JSON.parse(line));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function lost(cause: unknown): RequestError {
  return new RequestError(
    { code: 'STATION_LOST', message: 'No connection to the station.' },
    { cause },
  );
}

async function refusal(response: Response): Promise<RequestError> {
  const parsed = ProblemSchema.safeParse(await response.json().catch(() => null));
  return new RequestError(
    parsed.success
      ? { code: parsed.data.code, message: parsed.data.detail }
      : { code: 'ANSWER_UNREADABLE', message: `Status ${response.status}, body not as expected.` },
  );
}
