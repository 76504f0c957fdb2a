import type { ZodType } from 'zod';
import { type Send, stationLost } from './ask.ts';

/**
 * The lines of an answer that comes bit by bit, each checked. Ending the loop ends the request.
 *
 * @param path behind `/api/v1/`
 * @throws RequestError; AbortError when broken off
 */
export async function* jsonLinesOf<Line>(
  send: Send,
  path: string,
  schema: ZodType<Line>,
  init: RequestInit,
): AsyncGenerator<Line> {
  const { body } = await send(path, init);
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw cause instanceof TypeError ? stationLost(cause) : cause;
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
