import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Context } from 'hono';
import type { StoredPicture } from '../../shared/api.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { PictureStore } from '../pictures/picture-store.ts';

/**
 * Takes the picture of a request into the store: the multipart field `file`, or the raw body
 * (its name in the query parameter `name`).
 *
 * @throws PitchlineError PICTURE_MISSING, PICTURE_EMPTY, BODY_TOO_LARGE, BAD_REQUEST
 */
export async function pictureOfBody(context: Context, store: PictureStore): Promise<StoredPicture> {
  const type = context.req.header('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) {
    const file = await multipartFile(context);
    return store.put(file.name === '' ? 'picture' : file.name, chunks(file.stream()));
  }
  const body = context.req.raw.body;
  if (body === null) throw missing();
  return store.put(context.req.query('name') ?? 'picture', chunks(body));
}

async function multipartFile(context: Context): Promise<File> {
  let form: FormData;
  try {
    form = await context.req.raw.formData();
  } catch (cause) {
    throw new PitchlineError('BAD_REQUEST', 'The multipart body is broken or was cut off.', {
      cause,
    });
  }
  const file = form.get('file');
  if (file === null || typeof file === 'string') throw missing();
  return file;
}

function missing(): PitchlineError {
  return new PitchlineError(
    'PICTURE_MISSING',
    'No picture came with the request: send it as the multipart field "file", or as the body itself.',
  );
}

function chunks(stream: unknown): AsyncIterable<Uint8Array> {
  return Readable.fromWeb(stream as ReadableStream<Uint8Array>);
}
