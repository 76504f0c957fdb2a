import type { Random } from './random.ts';

const SIDE = 32;
const HEADER_BYTES = 54;

/** A small 24-bit BMP of coloured noise: no two are the same, and half of one does not decode. */
export function makePicture(random: Random): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + SIDE * SIDE * 3);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(HEADER_BYTES, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(SIDE, 18);
  bytes.writeInt32LE(SIDE, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let at = HEADER_BYTES; at < bytes.length; at += 1) bytes[at] = random.whole(0, 255);
  return bytes;
}
