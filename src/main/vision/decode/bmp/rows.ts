import { assertNever } from '../../../../shared/assert-never.ts';
import { corrupt, truncated } from '../format.ts';
import { type ChannelLevels, channelLevels } from './channel.ts';
import type { BmpCoding, BmpHeader, ChannelMasks } from './header.ts';

type RowCoding = Exclude<BmpCoding, { kind: 'run-length' }>;

/**
 * The pixels of an uncompressed BMP as height x width x 3 RGB, top row first.
 *
 * @throws PitchlineError PICTURE_TRUNCATED when rows are missing, PICTURE_CORRUPT for useless masks
 */
export function readRows(bytes: Uint8Array, header: BmpHeader, coding: RowCoding): Uint8Array {
  const { width, height, topDown, dataOffset } = header;
  const bits = coding.kind === 'bgr' ? 24 : coding.bits;
  // Rows are padded to four bytes; that of the last row is often left out.
  const stride = Math.ceil((width * bits) / 32) * 4;
  const needed = stride * (height - 1) + Math.ceil((width * bits) / 8);
  if (bytes.length - dataOffset < needed) {
    const present = Math.floor((bytes.length - dataOffset) / stride);
    throw truncated('bmp', `${present} of its ${height} rows are there`);
  }
  const pixels = new Uint8Array(width * height * 3);
  const readRow = rowReader(bytes, width, coding);
  for (let row = 0; row < height; row++) {
    const target = topDown ? row : height - 1 - row;
    readRow(dataOffset + row * stride, pixels, target * width * 3);
  }
  return pixels;
}

type RowReader = (from: number, pixels: Uint8Array, to: number) => void;

function rowReader(bytes: Uint8Array, width: number, coding: RowCoding): RowReader {
  switch (coding.kind) {
    case 'palette':
      return coding.bits === 8
        ? indexReader(bytes, width, coding.palette)
        : packedIndexReader(bytes, width, coding.bits, coding.palette);
    case 'bgr':
      return bgrReader(bytes, width);
    case 'masks':
      return maskReader(bytes, width, coding.bits, coding.masks);
    default:
      return assertNever(coding);
  }
}

function indexReader(bytes: Uint8Array, width: number, palette: Uint8Array): RowReader {
  return (from, pixels, to) => {
    for (let i = 0, target = to; i < width; i++, target += 3) {
      const entry = bytes[from + i]! * 3;
      pixels[target] = palette[entry]!;
      pixels[target + 1] = palette[entry + 1]!;
      pixels[target + 2] = palette[entry + 2]!;
    }
  };
}

/** Several pixels a byte, the leftmost in the highest bits. */
function packedIndexReader(
  bytes: Uint8Array,
  width: number,
  bits: 1 | 2 | 4,
  palette: Uint8Array,
): RowReader {
  const mask = (1 << bits) - 1;
  return (from, pixels, to) => {
    for (let i = 0, target = to; i < width; i++, target += 3) {
      const bit = i * bits;
      const entry = ((bytes[from + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask) * 3;
      pixels[target] = palette[entry]!;
      pixels[target + 1] = palette[entry + 1]!;
      pixels[target + 2] = palette[entry + 2]!;
    }
  };
}

function bgrReader(bytes: Uint8Array, width: number): RowReader {
  return (from, pixels, to) => {
    const end = to + width * 3;
    for (let source = from, target = to; target < end; source += 3, target += 3) {
      pixels[target] = bytes[source + 2]!;
      pixels[target + 1] = bytes[source + 1]!;
      pixels[target + 2] = bytes[source]!;
    }
  };
}

function maskReader(
  bytes: Uint8Array,
  width: number,
  bits: 16 | 32,
  masks: ChannelMasks,
): RowReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [red, green, blue] = [masks.red, masks.green, masks.blue].map((mask) => {
    const levels = channelLevels(mask, bits);
    if (levels === null) throw corrupt('bmp', `its bit field ${mask.toString(16)} is not usable`);
    return levels;
  }) as [ChannelLevels, ChannelLevels, ChannelLevels];
  const step = bits / 8;
  return (from, pixels, to) => {
    for (let i = 0, source = from, target = to; i < width; i++, source += step, target += 3) {
      const pixel = bits === 16 ? view.getUint16(source, true) : view.getUint32(source, true);
      pixels[target] = red.table[(pixel >>> red.shift) & red.maximum]!;
      pixels[target + 1] = green.table[(pixel >>> green.shift) & green.maximum]!;
      pixels[target + 2] = blue.table[(pixel >>> blue.shift) & blue.maximum]!;
    }
  };
}
