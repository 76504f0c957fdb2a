import { assertNever } from '../../../shared/assert-never.ts';
import { type PictureFormat, truncated } from './format.ts';

/**
 * Makes sure that the end of the file is there. The decoders tolerate some missing ends, and a copy
 * in progress on a preallocated file ends in zeros, which are valid JPEG data: both would give a
 * picture whose lower part is grey.
 *
 * @throws PitchlineError PICTURE_TRUNCATED
 */
export function checkContainerEnd(bytes: Uint8Array, format: Exclude<PictureFormat, 'bmp'>): void {
  switch (format) {
    case 'jpeg':
      checkJpegEnd(bytes);
      break;
    case 'png':
      checkPngEnd(bytes);
      break;
    case 'webp':
      checkWebpEnd(bytes);
      break;
    case 'tiff':
      // Its directory tells; see tiff-facts.ts.
      break;
    default:
      assertNever(format);
  }
}

const JPEG_END = 0xd9;
const JPEG_SCAN = 0xda;

/** Walks the segments (ISO/IEC 10918-1, annex B), so that a thumbnail's end marker does not count. */
function checkJpegEnd(bytes: Uint8Array): void {
  let scans = 0;
  for (let position = 2; ; ) {
    // Between segments there may be fill bytes, in scans there is entropy-coded data.
    const start = bytes.indexOf(0xff, position);
    if (start === -1 || start + 1 >= bytes.length) break;
    const marker = bytes[start + 1]!;
    if (marker === JPEG_END) return;
    const standsAlone = marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (marker === 0xff) {
      position = start + 1;
    } else if (standsAlone) {
      position = start + 2;
    } else {
      if (start + 4 > bytes.length) break;
      if (marker === JPEG_SCAN) scans++;
      position = start + 2 + bytes[start + 2]! * 256 + bytes[start + 3]!;
    }
  }
  throw truncated('jpeg', scans === 0 ? 'it ends in its header' : 'it ends in its pixels');
}

/** Every chunk is length, type, data, checksum; the last one is IEND (W3C PNG, section 5). */
function checkPngEnd(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const iend = 0x49454e44;
  for (let position = 8; position + 12 <= bytes.length; ) {
    const end = position + 12 + view.getUint32(position);
    if (end > bytes.length) break;
    if (view.getUint32(position + 4) === iend) return;
    position = end;
  }
  throw truncated('png', 'its last chunk (IEND) is missing');
}

function checkWebpEnd(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stated = view.getUint32(4, true) + 8;
  if (stated > bytes.length) {
    throw truncated('webp', `${bytes.length} of its ${stated} bytes are there`);
  }
}
