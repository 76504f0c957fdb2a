import { truncated, unsupported } from './format.ts';

/** What the first directory of a TIFF says, where it matters for the conversion to 8 bits. */
export interface TiffFacts {
  readonly floatingPoint: boolean;
}

const BITS_PER_SAMPLE = 258;
const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const STRIP_OFFSETS = 273;
const STRIP_BYTE_COUNTS = 279;
const TILE_OFFSETS = 324;
const TILE_BYTE_COUNTS = 325;
const SAMPLE_FORMAT = 339;

/** Bytes of a whole number or raw data by field type (TIFF 6.0, section 2; 16, 18: BigTIFF). */
const TYPE_SIZES: Readonly<Record<number, number>> = {
  1: 1,
  3: 2,
  4: 4,
  7: 1,
  13: 4,
  16: 8,
  18: 8,
};

/**
 * Refuses what libvips would read wrongly without a word, and files whose strips lie beyond the end.
 * A directory that makes no sense is left to libtiff, which has the better sentence for it.
 *
 * @throws PitchlineError PICTURE_TRUNCATED, PICTURE_UNSUPPORTED
 */
export function readTiffFacts(bytes: Uint8Array): TiffFacts {
  const tags = readDirectory(bytes);
  const first = (tag: number, otherwise: number): number => tags.get(tag)?.()[0] ?? otherwise;
  const list = (tag: number): readonly number[] => tags.get(tag)?.() ?? [];

  for (const [offsetTag, countTag] of [
    [STRIP_OFFSETS, STRIP_BYTE_COUNTS],
    [TILE_OFFSETS, TILE_BYTE_COUNTS],
  ] as const) {
    const counts = list(countTag);
    const end = list(offsetTag).reduce((max, at, i) => Math.max(max, at + (counts[i] ?? 0)), 0);
    if (end > bytes.length) throw truncated('tiff', `its pixels end at byte ${end}`);
  }

  const photometric = first(PHOTOMETRIC, 1);
  const jpegCompressed = first(COMPRESSION, 1) === 7;
  if (photometric === 6 && !jpegCompressed) throw unsupported('tiff', 'YCbCr without JPEG');
  if (photometric === 8 || photometric === 9 || photometric === 10) {
    throw unsupported('tiff', 'CIE L*a*b* colour');
  }
  const bits = first(BITS_PER_SAMPLE, 1);
  if (![1, 2, 4, 8, 16, 32].includes(bits)) throw unsupported('tiff', `${bits} bits a sample`);
  return { floatingPoint: first(SAMPLE_FORMAT, 1) === 3 };
}

/** No picture within the limits has more strips or tiles; a longer list is not looked at. */
const MAX_VALUES = 1_000_000;

/** The values of each tag of the first directory, read when asked for. */
function readDirectory(bytes: Uint8Array): ReadonlyMap<number, () => readonly number[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const big = view.getUint16(2, little) === 43;
  const word = big ? 8 : 4;
  const readWord = (at: number): number =>
    big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
  const tags = new Map<number, () => readonly number[]>();
  try {
    const start = readWord(big ? 8 : 4);
    const entries = big ? readWord(start) : view.getUint16(start, little);
    const entrySize = big ? 20 : 12;
    for (let i = 0; i < entries; i++) {
      const at = start + (big ? 8 : 2) + i * entrySize;
      const tag = view.getUint16(at, little);
      const size = TYPE_SIZES[view.getUint16(at + 2, little)];
      const count = readWord(at + 4);
      if (size === undefined || count > MAX_VALUES) continue;
      const inline = at + 4 + word;
      const from = size * count <= word ? inline : readWord(inline);
      if (from + size * count > bytes.length) throw new RangeError();
      tags.set(tag, () =>
        Array.from({ length: count }, (_, k) => readNumber(view, from + k * size, size, little)),
      );
    }
  } catch (cause) {
    // Reading outside the bytes is a RangeError; nothing else can go wrong here.
    throw truncated('tiff', 'its directory lies beyond its end', cause);
  }
  return tags;
}

function readNumber(view: DataView, at: number, size: number, little: boolean): number {
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at, little);
  if (size === 4) return view.getUint32(at, little);
  return Number(view.getBigUint64(at, little));
}
