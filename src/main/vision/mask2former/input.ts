import type { Mask2FormerSpec } from '../../../shared/models.ts';
import { resizeAntialias } from '../resize/antialias.ts';
import { BICUBIC, BILINEAR, LANCZOS, type ResampleFilter } from '../resize/filter-taps.ts';
import type { RowSink } from '../resize/linear-cv2.ts';
import { resizeNearest } from '../resize/nearest.ts';
import { floatToHalf } from '../tensor.ts';
import type { Picture, TensorValue } from '../types.ts';
import { targetSize } from './target-size.ts';

/** Pillow's number for "the pixel under the centre". */
const NEAREST = 0;

/** Pillow's numbers of the filters that are supported besides `NEAREST`. */
const FILTERS: Readonly<Record<number, ResampleFilter>> = {
  1: LANCZOS,
  2: BILINEAR,
  3: BICUBIC,
};

export function isSupportedResample(resample: number): boolean {
  return resample === NEAREST || resample in FILTERS;
}

/** For every channel the network's value of each of the 256 levels; binary16 bits for half models. */
type LevelTables = readonly [red: NumberTable, green: NumberTable, blue: NumberTable];
type NumberTable = Float32Array | Uint16Array;

/**
 * `(level - mean / factor) / (std / factor)` in float32 steps: Hugging Face folds the rescaling
 * into mean and deviation like this.
 */
export function levelTables(spec: Mask2FormerSpec): LevelTables {
  const table = (channel: 0 | 1 | 2): NumberTable => {
    const inverse = Math.fround(1 / spec.rescaleFactor);
    const mean = Math.fround(Math.fround(spec.mean[channel]) * inverse);
    const std = Math.fround(Math.fround(spec.std[channel]) * inverse);
    const floats = Float32Array.from(
      { length: 256 },
      (_, level) => Math.fround(level - mean) / std,
    );
    return spec.input.type === 'float16' ? Uint16Array.from(floats, floatToHalf) : floats;
  };
  return [table(0), table(1), table(2)];
}

/** The picture as `pixel_values`, [1, 3, height, width], equal to Hugging Face's image processor. */
export function inputTensor(
  picture: Picture,
  spec: Mask2FormerSpec,
  [red, green, blue]: LevelTables,
): TensorValue {
  const { width, height } = targetSize(picture, spec);
  const plane = width * height;
  const half = spec.input.type === 'float16';
  const data = half ? new Uint16Array(3 * plane) : new Float32Array(3 * plane);
  resize(picture, width, height, spec.resample, (row, y) => {
    for (let from = 0, to = y * width; from < row.length; from += 3, to++) {
      data[to] = red[row[from]!]!;
      data[to + plane] = green[row[from + 1]!]!;
      data[to + 2 * plane] = blue[row[from + 2]!]!;
    }
  });
  return { type: half ? 'float16' : 'float32', dims: [1, 3, height, width], data };
}

function resize(
  picture: Picture,
  width: number,
  height: number,
  resample: number,
  sink: RowSink,
): void {
  const filter = FILTERS[resample];
  if (filter === undefined) resizeNearest(picture, width, height, sink);
  else resizeAntialias(picture, width, height, filter, sink);
}
