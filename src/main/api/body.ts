import type { MiddlewareHandler } from 'hono';
import { PitchlineError } from '../../shared/errors.ts';

/** Refuses by its announced length a body that would not be read to its end anyway. */
export function refuseLargeBodies(maxBytes: number): MiddlewareHandler {
  return async (context, next) => {
    if (Number(context.req.header('content-length') ?? 0) > maxBytes) throw bodyTooLarge(maxBytes);
    await next();
  };
}

/**
 * The chunks of a body as they arrive; one that announced no length is counted.
 *
 * @throws PitchlineError BODY_TOO_LARGE
 */
export async function* bodyChunks(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw bodyTooLarge(maxBytes);
    yield chunk;
  }
}

function bodyTooLarge(maxBytes: number): PitchlineError {
  return new PitchlineError(
    'BODY_TOO_LARGE',
    `The request is larger than ${(maxBytes / 1e6).toFixed(0)} MB, the station's limit.`,
  );
}
