import type { Context } from 'hono';
import type { StoredPicture } from '../../shared/api.ts';
import { PitchlineError } from '../../shared/errors.ts';
import { bodyChunks } from './body.ts';
import { takeMultipartFile } from './multipart.ts';
import type { Services } from './services.ts';

/**
 * Takes the picture of a request into the store: the multipart field `file`, or the raw body
 * (its name in the query parameter `name`).
 *
 * @throws PitchlineError PICTURE_MISSING, PICTURE_EMPTY, BODY_TOO_LARGE, BAD_REQUEST,
 *   DISK_LOW
 */
export async function pictureOfBody(
  context: Context,
  { pictures, maxBodyBytes, evidence }: Pick<Services, 'pictures' | 'maxBodyBytes' | 'evidence'>,
): Promise<StoredPicture> {
  evidence.freeSpace.requireRoom();
  const { body } = context.req.raw;
  if (body === null) throw missing();
  const type = context.req.header('content-type') ?? '';
  const chunks = bodyChunks(body, maxBodyBytes);
  if (!type.startsWith('multipart/form-data')) {
    return pictures.put(context.req.query('name') ?? 'picture', chunks);
  }
  const taken = await takeMultipartFile(chunks, type, 'file', ({ name, content }) =>
    pictures.put(name === '' ? 'picture' : name, content),
  );
  if (taken === null) throw missing();
  return taken;
}

function missing(): PitchlineError {
  return new PitchlineError(
    'PICTURE_MISSING',
    'No picture came with the request: send it as the multipart field "file", or as the body itself.',
  );
}
