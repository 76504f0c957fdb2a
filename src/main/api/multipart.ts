import { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { PitchlineError } from '../../shared/errors.ts';

/** Nothing but the file is wanted; what else comes shall not fill the memory. */
const LIMITS = { fields: 20, fieldSize: 10_000, files: 5, parts: 30, headerPairs: 100 };

export interface MultipartFile {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Hands the first file of a multipart body to `take` while it is still arriving: a large picture is
 * neither held in memory nor parsed in one go, which would stall everything else in this process.
 *
 * @param field the form field that holds the file
 * @returns what `take` made of it; null where the body has no such file
 * @throws PitchlineError BAD_REQUEST for a body that is broken or cut off; whatever `take` throws
 */
export async function takeMultipartFile<Taken>(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
  field: string,
  take: (file: MultipartFile) => Promise<Taken>,
): Promise<Taken | null> {
  let taking: Promise<Taken> | null = null;
  await takeMultipartFiles(chunks, contentType, field, (file) => {
    if (taking !== null) return null;
    taking = take(file);
    return taking;
  });
  return taking;
}

/** The same for every file of a field; `take` answers null for one that is not wanted. */
export async function takeMultipartFiles(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
  field: string,
  take: (file: MultipartFile) => Promise<unknown> | null,
): Promise<void> {
  const parser = startParser(contentType);
  const body = Readable.from(chunks);
  const parsed = Promise.withResolvers<void>();
  const taken: Promise<unknown>[] = [];
  let content: Readable | null = null;
  parser.on('file', (name, stream, fileName) => {
    // An unfinished part reports an error of its own, beside the parser's that is listened to.
    stream.on('error', () => undefined);
    const taking = name === field ? take({ name: fileName ?? '', content: stream }) : null;
    if (taking === null) {
      stream.resume();
      return;
    }
    content = stream;
    taken.push(taking);
    // When it is not wanted any more, neither is the rest of the body.
    taking.catch(parsed.reject);
  });
  parser.on('finish', parsed.resolve);
  parser.on('error', parsed.reject);
  body.on('error', parsed.reject);
  body.pipe(parser);
  try {
    await parsed.promise;
    await Promise.all(taken);
  } catch (cause) {
    // The parser itself is left alone: destroying it makes it throw once more, at nobody.
    body.unpipe(parser).destroy();
    await end(content, taken, asError(cause));
    if (cause instanceof PitchlineError) throw cause;
    throw new PitchlineError('BAD_REQUEST', 'The multipart body is broken or was cut off.', {
      cause,
    });
  }
}

function startParser(contentType: string): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
  } catch (cause) {
    throw new PitchlineError('BAD_REQUEST', 'The multipart body names no boundary.', { cause });
  }
}

/** A file whose body broke off would wait for its rest for ever; whoever takes it shall clean up. */
async function end(
  content: Readable | null,
  taken: readonly Promise<unknown>[],
  cause: Error,
): Promise<void> {
  content?.destroy(cause);
  await Promise.allSettled(taken);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
