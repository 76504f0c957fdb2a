import { checkPixelCount, corrupt, truncated, unsupported } from '../format.ts';

/** Bit positions of one colour in a 16- or 32-bit pixel. */
export interface ChannelMasks {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export type BmpCoding =
  | { readonly kind: 'palette'; readonly bits: 1 | 2 | 4 | 8; readonly palette: Uint8Array }
  | { readonly kind: 'run-length'; readonly bits: 4 | 8; readonly palette: Uint8Array }
  | { readonly kind: 'masks'; readonly bits: 16 | 32; readonly masks: ChannelMasks }
  | { readonly kind: 'bgr' };

/** What a BMP's headers say; `palette` is 256 x 3 RGB, black where the file has no entry. */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  /** Offset of the first byte of pixels in the file. */
  readonly dataOffset: number;
  readonly coding: BmpCoding;
}

const FILE_HEADER_SIZE = 14;
const CORE_HEADER_SIZE = 12;
const INFO_HEADER_SIZE = 40;

const RGB = 0;
const RLE8 = 1;
const RLE4 = 2;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;

/**
 * Reads the headers of a BMP: core (OS/2 1), OS/2 2, info, and its versions 2 to 5.
 * Layout: Microsoft's BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER … BITMAPV5HEADER.
 *
 * @throws PitchlineError PICTURE_TRUNCATED, PICTURE_CORRUPT, PICTURE_UNSUPPORTED, PICTURE_TOO_LARGE
 */
export function readBmpHeader(bytes: Uint8Array, maxPixels: number): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerSize = view.getUint32(FILE_HEADER_SIZE, true);
  const headersEnd = FILE_HEADER_SIZE + headerSize;
  if (bytes.length < headersEnd) throw truncated('bmp', 'its header is cut off');

  const core = headerSize === CORE_HEADER_SIZE;
  const width = core ? view.getUint16(18, true) : view.getInt32(18, true);
  const signedHeight = core ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(core ? 24 : 28, true);
  // OS/2 2 headers may stop after the bits a pixel.
  const compression = core || headerSize < INFO_HEADER_SIZE ? RGB : view.getUint32(30, true);
  const colours = core || headerSize < INFO_HEADER_SIZE ? 0 : view.getUint32(46, true);
  if (width <= 0 || signedHeight === 0) {
    throw corrupt('bmp', `it says it has ${width} x ${signedHeight} pixels`);
  }
  const height = Math.abs(signedHeight);
  checkPixelCount(width, height, maxPixels);
  if (headerSize === 64 && compression > RLE4) {
    throw unsupported('bmp', 'OS/2 compression (Huffman or 24-bit run lengths)');
  }

  // With a plain info header the masks of bit fields stand between header and palette.
  const looseMasks =
    headerSize !== INFO_HEADER_SIZE
      ? 0
      : compression === BITFIELDS
        ? 12
        : compression === ALPHA_BITFIELDS
          ? 16
          : 0;
  const paletteOffset = headersEnd + looseMasks;
  const entrySize = core ? 3 : 4;
  const statedOffset = view.getUint32(10, true);
  const paletteSize = bits > 8 ? 0 : Math.min(colours || 1 << bits, 1 << bits) * entrySize;
  // Some writers leave the offset at 0; pixels cannot begin inside the header.
  const dataOffset = statedOffset >= headersEnd ? statedOffset : paletteOffset + paletteSize;
  if (dataOffset > bytes.length) throw truncated('bmp', 'it ends before its pixels');

  const palette = (): Uint8Array =>
    readPalette(bytes.subarray(paletteOffset, dataOffset), paletteSize / entrySize, entrySize);
  const coding = chooseCoding(bits, compression, palette, () => {
    const hasMasks = headerSize > INFO_HEADER_SIZE || looseMasks > 0;
    if (!hasMasks || bytes.length < 66) throw corrupt('bmp', 'its bit fields are missing');
    return {
      red: view.getUint32(54, true),
      green: view.getUint32(58, true),
      blue: view.getUint32(62, true),
    };
  });
  return { width, height, topDown: signedHeight < 0, dataOffset, coding };
}

function chooseCoding(
  bits: number,
  compression: number,
  palette: () => Uint8Array,
  masks: () => ChannelMasks,
): BmpCoding {
  switch (compression) {
    case RGB:
      if (bits === 1 || bits === 2 || bits === 4 || bits === 8) {
        return { kind: 'palette', bits, palette: palette() };
      }
      if (bits === 16) {
        return { kind: 'masks', bits, masks: { red: 0x7c00, green: 0x3e0, blue: 0x1f } };
      }
      if (bits === 24) return { kind: 'bgr' };
      if (bits === 32) {
        return { kind: 'masks', bits, masks: { red: 0xff0000, green: 0xff00, blue: 0xff } };
      }
      break;
    case RLE8:
      if (bits === 8) return { kind: 'run-length', bits, palette: palette() };
      break;
    case RLE4:
      if (bits === 4) return { kind: 'run-length', bits, palette: palette() };
      break;
    case BITFIELDS:
    case ALPHA_BITFIELDS:
      if (bits === 16 || bits === 32) return { kind: 'masks', bits, masks: masks() };
      break;
    default:
      throw unsupported('bmp', `compression ${compression}`);
  }
  throw corrupt('bmp', `${bits} bits a pixel do not go with compression ${compression}`);
}

/** Blue, green, red (and a spare byte) an entry; a palette that is cut short leaves the rest black. */
function readPalette(bytes: Uint8Array, entries: number, entrySize: number): Uint8Array {
  const palette = new Uint8Array(256 * 3);
  const present = Math.min(entries, Math.floor(bytes.length / entrySize));
  for (let i = 0; i < present; i++) {
    palette[3 * i] = bytes[i * entrySize + 2]!;
    palette[3 * i + 1] = bytes[i * entrySize + 1]!;
    palette[3 * i + 2] = bytes[i * entrySize]!;
  }
  return palette;
}
