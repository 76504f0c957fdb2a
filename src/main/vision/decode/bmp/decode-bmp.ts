import type { Picture } from '../../types.ts';
import { readBmpHeader } from './header.ts';
import { readRows } from './rows.ts';
import { readRunLengths } from './run-length.ts';

/**
 * Decodes a BMP as cameras, PLC software and Windows programs write it: palettes of 1, 2, 4 and 8
 * bits, run lengths, 16, 24 and 32 bits with and without bit fields, rows bottom-up or top-down.
 * Alpha is dropped; colour profiles are not applied, as OpenCV does not.
 *
 * @throws PitchlineError PICTURE_TRUNCATED, PICTURE_CORRUPT, PICTURE_UNSUPPORTED, PICTURE_TOO_LARGE
 */
export function decodeBmp(bytes: Uint8Array, maxPixels: number): Picture {
  const header = readBmpHeader(bytes, maxPixels);
  const { width, height, coding } = header;
  const data =
    coding.kind === 'run-length'
      ? readRunLengths(bytes, header, coding.bits, coding.palette)
      : readRows(bytes, header, coding);
  return { width, height, data };
}
