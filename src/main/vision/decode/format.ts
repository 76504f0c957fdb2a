import { PitchlineError } from '../../../shared/errors.ts';

export type PictureFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'bmp';

type Signature = readonly (number | null)[];

const text = (characters: string): Signature => [...characters].map((c) => c.charCodeAt(0));
const anyBytes = (count: number): Signature => Array<null>(count).fill(null);

const SIGNATURES: readonly (readonly [PictureFormat, Signature])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, ...text('PNG\r\n'), 0x1a, 0x0a]],
  ['tiff', text('II*\0')],
  ['tiff', text('MM\0*')],
  ['tiff', text('II+\0')],
  ['tiff', text('MM\0+')],
  ['webp', [...text('RIFF'), ...anyBytes(4), ...text('WEBP')]],
];

/** Sizes of the header after the 14 bytes of file header: core, OS/2 2, info, and versions 2 to 5. */
const BMP_HEADER_SIZES: ReadonlySet<number> = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

const OTHERS: readonly (readonly [name: string, Signature])[] = [
  ['a GIF', text('GIF8')],
  ['a PDF', text('%PDF')],
  ['an SVG drawing or XML', text('<?xml')],
  ['an SVG drawing', text('<svg')],
  ['a HEIC, AVIF or video file', [...anyBytes(4), ...text('ftyp')]],
  ['a JPEG 2000', [...anyBytes(4), ...text('jP  ')]],
  ['a JPEG XL', [0xff, 0x0a]],
  ['a Photoshop file', text('8BPS')],
  ['a ZIP or Office file', text('PK')],
  ['an OpenEXR', [0x76, 0x2f, 0x31, 0x01]],
];

/**
 * The format by content; the name of a file is not looked at.
 *
 * @throws PitchlineError PICTURE_EMPTY, PICTURE_TRUNCATED (shorter than any signature, and the
 *   beginning of one), PICTURE_UNSUPPORTED
 */
export function sniffFormat(bytes: Uint8Array): PictureFormat {
  if (bytes.length === 0) {
    throw new PitchlineError(
      'PICTURE_EMPTY',
      'The file is empty (0 bytes). If it is still being written, try again when that is done.',
    );
  }
  for (const [format, signature] of SIGNATURES) {
    if (matches(bytes, signature)) {
      if (bytes.length < signature.length) throw truncated(format, 'its first bytes are missing');
      return format;
    }
  }
  if (matches(bytes, text('BM'))) {
    if (bytes.length < 18) throw truncated('bmp', 'its header is cut off');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (BMP_HEADER_SIZES.has(view.getUint32(14, true))) return 'bmp';
  }
  throw new PitchlineError(
    'PICTURE_UNSUPPORTED',
    `The file is ${describe(bytes)}. The station reads JPEG, PNG, TIFF, WebP and BMP; save the picture as one of these.`,
  );
}

/** Whether the bytes begin with the signature, or end before they could differ from it. */
function matches(bytes: Uint8Array, signature: Signature): boolean {
  return signature.every((value, i) => i >= bytes.length || value === null || value === bytes[i]);
}

function describe(bytes: Uint8Array): string {
  const other = OTHERS.find(([, sign]) => bytes.length >= sign.length && matches(bytes, sign));
  if (other !== undefined) return other[0];
  const start = bytes.subarray(0, 24);
  if (start.every((value) => (value >= 0x20 && value < 0x7f) || (value >= 9 && value <= 13))) {
    const beginning = String.fromCharCode(...start).replace(/\s+/g, ' ');
    return `not a picture but text that begins with “${beginning.trim()}”`;
  }
  const hex = [...start.subarray(0, 8)].map((value) => value.toString(16).padStart(2, '0'));
  return `no picture that is known here (it begins with the bytes ${hex.join(' ')})`;
}

const DISPLAY_NAMES: Readonly<Record<PictureFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  webp: 'WebP',
  bmp: 'BMP',
};

export function truncated(format: PictureFormat, what: string, cause?: unknown): PitchlineError {
  return new PitchlineError(
    'PICTURE_TRUNCATED',
    `The ${DISPLAY_NAMES[format]} file is not complete: ${what}. If it is still being copied, try again when that is done.`,
    { cause },
  );
}

export function corrupt(format: PictureFormat, what: string, cause?: unknown): PitchlineError {
  return new PitchlineError(
    'PICTURE_CORRUPT',
    `The ${DISPLAY_NAMES[format]} file is damaged: ${what}. Copy or export it again.`,
    { cause },
  );
}

export function unsupported(format: PictureFormat, what: string): PitchlineError {
  return new PitchlineError(
    'PICTURE_UNSUPPORTED',
    `The station does not read this kind of ${DISPLAY_NAMES[format]}: ${what}. Save the picture as 8-bit or 16-bit PNG.`,
  );
}

/** @throws PitchlineError PICTURE_TOO_LARGE; called before anything is allocated for the pixels */
export function checkPixelCount(width: number, height: number, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  const megapixels = (pixels: number): string => (pixels / 1e6).toFixed(pixels < 1e7 ? 2 : 0);
  throw new PitchlineError(
    'PICTURE_TOO_LARGE',
    `The picture says it has ${width} x ${height} pixels (${megapixels(width * height)} megapixels); the limit is ${megapixels(maxPixels)}. Raise the limit in the settings if the picture is right.`,
  );
}
