import type { Picture } from '../types.ts';
import { filterTaps, type ResampleFilter } from './filter-taps.ts';
import type { CreateKernel } from './kernel.ts';
import type { RowSink } from './linear-cv2.ts';
import { createPlainKernel } from './plain-kernel.ts';
import { createSimdKernel } from './simd-kernel.ts';

/**
 * Resizes an 8-bit RGB picture as PyTorch does with antialias: sideways first, then downwards,
 * each result rounded to 8 bits. Bit-equal to torchvision's `resize` for bilinear, bicubic and
 * Lanczos.
 *
 * Rows are resized sideways only when the vertical step comes to them, into a ring that holds no
 * more than one target row needs, so memory does not grow with the picture's height.
 *
 * @param createKernel stated only to compare kernels
 */
export function resizeAntialias(
  picture: Picture,
  width: number,
  height: number,
  filter: ResampleFilter,
  sink: RowSink,
  createKernel: CreateKernel = createSimdKernel ?? createPlainKernel,
): void {
  const down = filterTaps(picture.height, height, filter);
  const across = filterTaps(picture.width, width, filter);
  const kernel = createKernel(across, down);
  const rowBytes = picture.width * 3;
  let ready = 0;
  for (let y = 0; y < height; y++) {
    const from = down.first[y]!;
    const to = from + down.count[y]!;
    for (ready = Math.max(ready, from); ready < to; ready++) {
      const start = ready * rowBytes;
      kernel.sideways(picture.data.subarray(start, start + rowBytes), ready % down.stride);
    }
    sink(kernel.mix(y), y);
  }
}
