import type { Picture } from '../types.ts';

/** OpenCV's weights of red, green and blue in 1/32768 (`RY15`, `GY15`, `BY15`); they add up to one. */
const RED = 9798;
const GREEN = 19235;
const BLUE = 3735;
const HALF = 1 << 14;

/**
 * One row of the picture in grey, rounded as OpenCV rounds, with one pixel more at either end: the
 * second from that end, as OpenCV's default border has it.
 *
 * @param into width + 2 values to fill
 */
export function greyRow({ width, data }: Picture, row: number, into: Uint8Array): void {
  let from = row * width * 3;
  for (let x = 1; x <= width; x++, from += 3) {
    into[x] = (data[from]! * RED + data[from + 1]! * GREEN + data[from + 2]! * BLUE + HALF) >> 15;
  }
  into[0] = into[Math.min(2, width)]!;
  into[width + 1] = into[Math.max(1, width - 1)]!;
}
