/**
 * A bitmap with a border of one unset pixel on every side, so that no neighbour needs a check;
 * `data` is height x width values 0 or 1, row by row, the border included.
 */
export interface PaddedBitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Offsets of the eight neighbours, clockwise from the one to the right. */
export function neighbourOffsets(width: number): readonly number[] {
  return [1, 1 + width, width, width - 1, -1, -1 - width, -width, 1 - width];
}

/**
 * Thins a bitmap to lines one pixel wide, in place: same number of parts and holes, ends kept.
 *
 * Method: in turn from the four sides, border pixels are deleted one after the other as long as they
 * are simple (A. Rosenfeld, "Connectivity in digital pictures", 1970; the test is Yokoi's
 * connectivity number of 1975) and no end of a line. Only pixels near the last deletion are looked
 * at, so the work grows with the number of pixels deleted and not with the size of the picture.
 */
export function thin({ width, data }: PaddedBitmap): void {
  const offsets = neighbourOffsets(width);
  const sides = [-width, width, 1, -1];
  const listed = new Uint32Array(data.length);
  let pass = 1;

  const isBorder = (at: number): boolean => sides.some((side) => data[at + side] === 0);
  const neighbourhood = (at: number): number => {
    let code = 0;
    for (let k = 0; k < 8; k++) code |= data[at + offsets[k]!]! << k;
    return code;
  };

  let candidates: number[] = [];
  for (let at = 0; at < data.length; at++) {
    if (data[at] === 1 && isBorder(at)) candidates.push(at);
  }
  while (candidates.length > 0) {
    const exposed: number[] = [];
    pass++;
    for (const side of sides) {
      // Chosen before any is deleted: else one sweep would eat the whole shape from one side.
      const border = candidates.filter((at) => data[at] === 1 && data[at + side] === 0);
      for (const at of border) {
        if (DELETABLE[neighbourhood(at)] === 0) continue;
        data[at] = 0;
        for (const offset of offsets) {
          const neighbour = at + offset;
          if (data[neighbour] === 1 && listed[neighbour] !== pass) {
            listed[neighbour] = pass;
            exposed.push(neighbour);
          }
        }
      }
    }
    candidates = exposed.filter((at) => data[at] === 1);
  }
}

/** For each pattern of neighbours (bit k: the k-th of neighbourOffsets), whether the pixel may go. */
const DELETABLE = Uint8Array.from({ length: 256 }, (_, code) => {
  const isUnset = (k: number): number => 1 - ((code >> (k % 8)) & 1);
  let neighbours = 0;
  let connectivity = 0;
  for (let k = 0; k < 8; k++) neighbours += 1 - isUnset(k);
  for (let k = 0; k < 8; k += 2) {
    connectivity += isUnset(k) - isUnset(k) * isUnset(k + 1) * isUnset(k + 2);
  }
  return neighbours > 1 && connectivity === 1 ? 1 : 0;
});
