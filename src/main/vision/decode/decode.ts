import { webcrypto } from 'node:crypto';
import { aboutPicture } from '../../../shared/errors.ts';
import type { DecodeLimits, Picture } from '../types.ts';
import { decodeBmp } from './bmp/decode-bmp.ts';
import { decodeWithSharp } from './decode-sharp.ts';
import { type PictureFormat, sniffFormat } from './format.ts';
import { checkByteCount, readPictureFile } from './read-picture-file.ts';

export type { PictureFormat } from './format.ts';

export interface DecodedPicture {
  readonly picture: Picture;
  readonly format: PictureFormat;
}

export interface DecodedFile extends DecodedPicture {
  /** The file as it was judged; it may have changed on the disk since. */
  readonly bytes: Uint8Array;
  /** Of `bytes`, in lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a file once and decodes it; see {@link decodePictureBytes}.
 *
 * @throws PitchlineError PICTURE_NOT_FOUND, PICTURE_NOT_READABLE, PICTURE_IS_DIRECTORY, and those of
 *   decodePictureBytes
 */
export async function decodePictureFile(path: string, limits: DecodeLimits): Promise<DecodedFile> {
  const bytes = await readPictureFile(path, limits.maxBytes);
  // Both run outside the JavaScript thread.
  const decoding = decodePictureBytes(bytes, limits);
  decoding.catch(() => undefined);
  const sha256 = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
  try {
    return { ...(await decoding), bytes, sha256 };
  } catch (error) {
    throw aboutPicture(error, sha256);
  }
}

/**
 * Decodes a picture to upright 8-bit RGB as the references see it (OpenCV's imread): the content
 * decides the format, EXIF turns it, 16 bits keep their high byte, grey becomes RGB, alpha is
 * dropped, colour profiles are not applied. An incomplete file is an error, never half a picture.
 *
 * @throws PitchlineError PICTURE_EMPTY, PICTURE_TRUNCATED, PICTURE_CORRUPT, PICTURE_UNSUPPORTED,
 *   PICTURE_TOO_LARGE
 */
export async function decodePictureBytes(
  bytes: Uint8Array,
  limits: DecodeLimits,
): Promise<DecodedPicture> {
  checkByteCount(bytes.length, limits.maxBytes);
  const format = sniffFormat(bytes);
  const picture =
    format === 'bmp'
      ? decodeBmp(bytes, limits.maxPixels)
      : await decodeWithSharp(bytes, format, limits.maxPixels);
  return { picture, format };
}
