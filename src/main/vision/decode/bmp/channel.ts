/** How to get one colour's 8-bit level out of a pixel: `table[(pixel >>> shift) & maximum]`. */
export interface ChannelLevels {
  readonly shift: number;
  readonly maximum: number;
  readonly table: Uint8Array;
}

/** A table of more entries than this gains nothing: eight bits are kept in the end. */
const MAX_TABLE_BITS = 16;

/**
 * Levels of a bit field as OpenCV gives them: the 5- and 6-bit fields of 16-bit pixels are shifted
 * up (so that full white is 248, 252, 248), every other field is scaled to 0…255 and cut off.
 *
 * @param mask contiguous bits; 0 means that the colour is absent, which is black
 * @returns null when the bits are not contiguous or do not fit the pixel
 */
export function channelLevels(mask: number, bitsPerPixel: 16 | 32): ChannelLevels | null {
  if (mask === 0) return { shift: 0, maximum: 0, table: new Uint8Array(1) };
  let shift = 31 - Math.clz32(mask & -mask);
  let width = 32 - Math.clz32(mask) - shift;
  const contiguous = (mask >>> shift) + 1 === 2 ** width;
  if (!contiguous || (bitsPerPixel === 16 && mask > 0xffff)) return null;
  const shiftsUp = bitsPerPixel === 16 && (width === 5 || width === 6);
  if (width > MAX_TABLE_BITS) {
    shift += width - MAX_TABLE_BITS;
    width = MAX_TABLE_BITS;
  }
  const maximum = 2 ** width - 1;
  const table = Uint8Array.from({ length: maximum + 1 }, (_, value) =>
    shiftsUp ? value << (8 - width) : Math.floor((value * 255) / maximum),
  );
  return { shift, maximum, table };
}
