import type { Picture } from '../types.ts';
import type { RowSink } from './linear-cv2.ts';

/**
 * Takes for each target pixel the source pixel under its centre: Pillow's NEAREST, PyTorch's
 * `nearest-exact`.
 */
export function resizeNearest(
  picture: Picture,
  width: number,
  height: number,
  sink: RowSink,
): void {
  const columns = sourceIndices(picture.width, width);
  const rows = sourceIndices(picture.height, height);
  const row = new Uint8Array(width * 3);
  for (let y = 0; y < height; y++) {
    const start = rows[y]! * picture.width;
    for (let x = 0, to = 0; x < width; x++, to += 3) {
      const from = (start + columns[x]!) * 3;
      row[to] = picture.data[from]!;
      row[to + 1] = picture.data[from + 1]!;
      row[to + 2] = picture.data[from + 2]!;
    }
    sink(row, y);
  }
}

function sourceIndices(from: number, to: number): Int32Array {
  const scale = Math.fround(from / to);
  return Int32Array.from({ length: to }, (_, i) =>
    Math.min(from - 1, Math.floor(Math.fround((i + 0.5) * scale))),
  );
}
